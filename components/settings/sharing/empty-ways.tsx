import { Guilloche } from '@/components/brand/guilloche'
import { Chip } from './chip'

/** Nothing is shared yet, or nothing matches. */
export function EmptyWays({ base, filtered }: { base: string; filtered: boolean }) {
  return (
    <section className="overflow-hidden rounded-m border border-line bg-sheet">
      <Guilloche of="page" className="border-b border-line" />
      <div className="grid justify-items-center gap-2 px-6 py-14 text-center">
        <p className="font-serif text-[22px] leading-tight tracking-[-0.01em]">
          {filtered ? 'Nothing matches' : 'Nothing is shared'}
        </p>
        <p className="max-w-[52ch] text-balance text-ink-2">
          {filtered
            ? 'No way into a document matches this filter.'
            : 'Documents can be opened by their owners alone. What is shared by grant or by link, and tokens of agents, appear here.'}
        </p>
        {filtered ? (
          <Chip href={base} on={false}>
            Show everything
          </Chip>
        ) : null}
      </div>
    </section>
  )
}
