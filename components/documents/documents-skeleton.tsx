import { Skeleton } from '@/components/ui/skeleton'

const ROWS = ['w-[42%]', 'w-[31%]', 'w-[35%]', 'w-[47%]', 'w-[28%]', 'w-[38%]', 'w-[33%]', 'w-[44%]']

/** The list before it is there: the same heights, so that nothing jumps. */
export function DocumentsSkeleton() {
  return (
    <div role="status" aria-label="Loading documents">
      <div className="@container mb-[22px]">
        <div className="flex h-9 items-center pointer-coarse:h-11">
          <h1>Documents</h1>
        </div>
        <div className="mt-3 flex flex-wrap items-center gap-2">
          {['w-11', 'w-15', 'w-32', 'w-20'].map((width) => (
            <Skeleton key={width} className={`h-[30px] rounded-full pointer-coarse:h-11 ${width}`} />
          ))}
          {/* Where narrow sheets have the order. */}
          <Skeleton className="h-9 w-36 rounded-s @3xl:hidden pointer-coarse:h-11" />
        </div>
      </div>
      <div className="@container overflow-hidden rounded-m border border-line bg-sheet">
        <div className="hidden h-[37px] border-b border-line @3xl:block" />
        {ROWS.map((width) => (
          <div
            key={width}
            className="flex h-[65px] items-center gap-3 border-b border-line/60 px-3.5 last:border-b-0 @3xl:h-[52px]"
          >
            <Skeleton className="h-[34px] w-7 shrink-0" />
            <Skeleton className={`h-3.5 ${width}`} />
            <Skeleton className="ml-auto hidden h-3.5 w-28 @3xl:block" />
            <Skeleton className="hidden h-[22px] w-16 rounded-full @3xl:block" />
          </div>
        ))}
      </div>
    </div>
  )
}
