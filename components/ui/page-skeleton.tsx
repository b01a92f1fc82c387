import { Skeleton } from './skeleton'

/** A settings page before it is there. */
export function PageSkeleton({ title, rows }: { title: string; rows: number }) {
  return (
    <div role="status" aria-label={`Loading ${title.toLowerCase()}`}>
      <div className="mb-[22px] flex h-9 items-center">
        <h1>{title}</h1>
      </div>
      <div className="rounded-m border border-line bg-sheet">
        <div className="h-[37px] border-b border-line" />
        {Array.from({ length: rows }, (_, row) => (
          <div key={row} className="flex h-[53px] items-center gap-3 border-b border-line/60 px-3.5 last:border-b-0">
            <Skeleton className="h-3.5 w-2/5" />
            <Skeleton className="ml-auto h-3.5 w-24" />
          </div>
        ))}
      </div>
    </div>
  )
}
