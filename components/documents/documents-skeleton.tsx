import { Skeleton } from '@/components/ui/skeleton'

const ROWS = ['w-[62%]', 'w-[48%]', 'w-[55%]', 'w-[70%]', 'w-[44%]', 'w-[58%]', 'w-[50%]', 'w-[64%]']

/** The list before it is there: the same heights, so that nothing jumps. */
export function DocumentsSkeleton() {
  return (
    <div role="status" aria-label="Loading documents">
      <div className="mb-[22px] flex h-9 items-center">
        <h1>Documents</h1>
      </div>
      <div className="@container overflow-hidden rounded-m border border-line bg-sheet">
        <div className="hidden h-[37px] border-b border-line @3xl:block" />
        {ROWS.map((width) => (
          <div
            key={width}
            className="flex h-[77px] items-center gap-3 border-b border-line/60 px-3.5 last:border-b-0 @3xl:h-[53px]"
          >
            <Skeleton className="h-[34px] w-7 shrink-0" />
            <Skeleton className={`h-3.5 ${width} max-w-[420px]`} />
            <Skeleton className="ml-auto hidden h-3.5 w-28 @3xl:block" />
            <Skeleton className="hidden h-[22px] w-16 rounded-full @3xl:block" />
          </div>
        ))}
      </div>
    </div>
  )
}
