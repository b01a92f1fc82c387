import { Guilloche } from '@/components/brand/guilloche'
import { Chip } from '@/components/settings/sharing/chip'

/** Nobody has a token, or none matches. */
export function EmptyAgents({ filtered, all }: { filtered: boolean; all: string }) {
  return (
    <section className="overflow-hidden rounded-m border border-line bg-sheet">
      <Guilloche of="page" className="border-b border-line" />
      <div className="grid justify-items-center gap-2 px-6 py-14 text-center">
        <p className="font-serif text-[22px] leading-tight tracking-[-0.01em]">
          {filtered ? 'Nothing matches' : 'No agents'}
        </p>
        <p className="max-w-[52ch] text-balance text-ink-2">
          {filtered
            ? 'No token, person or address matches this search.'
            : 'Nobody lets software act for them. Tokens are made on the account page.'}
        </p>
        {filtered ? (
          <Chip href={all} on={false}>
            Show everything
          </Chip>
        ) : null}
      </div>
    </section>
  )
}
