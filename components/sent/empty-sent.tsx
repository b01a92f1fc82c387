import { Guilloche } from '@/components/brand/guilloche'

export function EmptySent() {
  return (
    <section className="overflow-hidden rounded-m border border-line bg-sheet">
      <Guilloche of="page" className="border-b border-line" />
      <div className="grid justify-items-center gap-2 px-6 py-14 text-center">
        <p className="font-serif text-[22px] leading-tight tracking-[-0.01em]">Nothing sent yet</p>
        <p className="max-w-[52ch] text-balance text-ink-2">
          “Send by mail” in the menu of a document sends a light message with a link that ends by itself, in place of an
          attachment.
        </p>
      </div>
    </section>
  )
}
