import { Guilloche } from '@/components/brand/guilloche'
import { TRASH_DAYS } from '@/lib/documents/limits'

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

/** Of “Deleted”. */
export function NothingDeleted() {
  return (
    <section className="rounded-m border border-line bg-sheet px-6 py-14 text-center">
      <p className="font-serif text-[22px] leading-tight tracking-[-0.01em]">Nothing is deleted</p>
      <p className="mt-2 text-balance text-ink-2">
        What you delete waits here for {TRASH_DAYS} days. Until then you can restore it.
      </p>
    </section>
  )
}

/** Of “Shared with me”, where dropping files helps nobody. */
export function NothingShared() {
  return (
    <section className="rounded-m border border-line bg-sheet px-6 py-14 text-center">
      <p className="font-serif text-[22px] leading-tight tracking-[-0.01em]">Nothing is shared with you</p>
      <p className="mt-2 text-ink-2">What others share with you, or with a group of yours, appears here by itself.</p>
    </section>
  )
}
