import { Guilloche } from '@/components/brand/guilloche'

export function EmptyDocuments() {
  return (
    <section className="overflow-hidden rounded-m border border-line bg-sheet">
      <Guilloche of="page" className="border-b border-line" />
      <div className="grid justify-items-center gap-2 px-6 py-14 text-center">
        <p className="font-serif text-[22px] leading-tight tracking-[-0.01em]">Nothing here yet</p>
        <p className="max-w-[52ch] text-balance text-ink-2">
          Drop files anywhere on this page, or choose them with “Upload files”. They go straight to your own storage.
        </p>
      </div>
    </section>
  )
}
