'use client'
import { Button } from '@/components/ui/button'
import type { Ticked } from './use-ways'
import { livingWords } from './way-words'

type Props = {
  ticked: Ticked
  /** All rows that are loaded are ticked. */
  whole: boolean
  matching: number
  busy: boolean
  onAll: () => void
  onRevoke: () => void
}

/** What is ticked and what it would end, over the page until it is revoked or unticked. */
export function PickBar({ ticked, whole, matching, busy, onAll, onRevoke }: Props) {
  const count = ticked === 'all' ? matching : ticked.size
  const shown = count.toLocaleString('en')
  return (
    <div className="pointer-events-none sticky bottom-24 z-20 mt-4 flex justify-center md:bottom-5">
      <div className="pointer-events-auto flex flex-wrap items-center justify-center gap-x-3 gap-y-1.5 rounded-l bg-ink py-2 pr-2.5 pl-[18px] text-paper shadow-float md:rounded-full">
        <span role="status">
          <b className="font-semibold">{shown} selected</b>
          {ticked === 'all' ? ' · all that match' : livingWords(ticked)}
        </span>
        {ticked !== 'all' && whole && matching > count ? (
          <button type="button" className="rounded-xs py-1 underline underline-offset-2" onClick={onAll}>
            Select all {matching.toLocaleString('en')} that match
          </button>
        ) : null}
        <Button tone="red" className="rounded-full pointer-coarse:min-h-11" aria-busy={busy} onClick={onRevoke}>
          Revoke {shown}
        </Button>
      </div>
    </div>
  )
}
