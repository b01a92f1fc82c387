'use client'
import { useState } from 'react'
import { Progress } from '@/components/ui/progress'
import { cn } from '@/components/ui/cn'
import type { QueueSnapshot } from '@/lib/upload-client/queue'
import type { UnfinishedItem } from '@/lib/upload-client/unfinished'
import type { RefusedFile } from './admit'
import { RefusedLines } from './refused-lines'
import { amount, headline, pace, underWay } from './summary'
import { TrayButtons } from './tray-buttons'
import { UnfinishedLine } from './unfinished-line'
import { UploadLines, useScroll } from './upload-lines'
import type { TrayActions } from './uploads-provider'
import type { UnfinishedActions } from './use-unfinished'

type TrayProps = {
  snapshot: QueueSnapshot
  refused: readonly RefusedFile[]
  unfinished: { items: readonly UnfinishedItem[]; actions: UnfinishedActions }
  actions: TrayActions
}

/** Everything on its way, from every page of the workspace. On the phone it is one line over the tabs until it is opened. */
export function UploadTray({ snapshot: { items, total }, refused, unfinished, actions }: TrayProps) {
  // On a phone the list is closed until asked for, on a desk open until closed: two answers, one switch.
  const [turned, setTurned] = useState(false)
  const [scroll, follow] = useScroll()
  const resumable = unfinished.items
  if (total.files === 0 && refused.length === 0 && resumable.length === 0) return null
  const busy = underWay(total) > 0
  const words = headline(total, { refused: refused.length, unfinished: resumable.length })
  const folded = turned ? 'block md:hidden' : 'hidden md:block'
  return (
    <section
      aria-label="Uploads"
      data-tray
      className={cn(
        'fixed z-20 animate-rise overflow-hidden border border-line bg-sheet shadow-float',
        'inset-x-3 bottom-[calc(72px+env(safe-area-inset-bottom))] rounded-[14px]',
        'md:inset-x-auto md:right-6 md:bottom-6 md:w-[392px]',
      )}
    >
      <header className="grid gap-2.5 px-4 py-3.5">
        <div className="flex items-center gap-2">
          <b className="font-[550]">{words}</b>
          <span className="ml-auto text-xs whitespace-nowrap text-ink-2 tabular-nums">{busy ? pace(total) : ''}</span>
          <TrayButtons
            turned={turned}
            open={busy || total.resting > 0}
            failed={busy ? 0 : total.failed}
            onTurn={() => setTurned(!turned)}
            actions={actions}
          />
        </div>
        {total.files > 0 ? (
          <Progress
            label="Overall progress"
            percent={total.percent}
            valueText={amount(total)}
            tone={busy ? 'seal' : 'quiet'}
          />
        ) : null}
        {total.files > 1 && total.bytes > 0 ? (
          <small className={cn('text-xs text-ink-3 tabular-nums', folded)}>{amount(total)}</small>
        ) : null}
      </header>
      {/* Never folded away: nobody asks for a list of what they do not know to be refused. */}
      <RefusedLines files={refused} />
      <ul
        onScroll={follow}
        className={cn('max-h-[min(46dvh,420px)] overflow-y-auto overscroll-contain border-t border-line', folded)}
      >
        <UploadLines items={items} actions={actions} scroll={scroll} />
        {resumable.map((item) => (
          <UnfinishedLine key={item.uploadId} item={item} actions={unfinished.actions} />
        ))}
      </ul>
      {/* The bars speak for themselves to whoever asks them; this line alone speaks up, once, at the end. */}
      <p role="status" className="sr-only">
        {busy ? '' : words}
      </p>
    </section>
  )
}
