'use client'
import { useState } from 'react'
import { Progress } from '@/components/ui/progress'
import { cn } from '@/components/ui/cn'
import type { QueueSnapshot } from '@/lib/upload-client/queue'
import type { RefusedFile } from './admit'
import { RefusedLines } from './refused-lines'
import { shownItems } from './shown-items'
import { headline, pace } from './summary'
import { TrayButtons } from './tray-buttons'
import { UploadLine } from './upload-line'
import type { TrayActions } from './uploads-provider'

type TrayProps = { snapshot: QueueSnapshot; refused: readonly RefusedFile[]; actions: TrayActions }

/** Everything on its way, from every page of the workspace. On the phone it is one line over the tabs until it is opened. */
export function UploadTray({ snapshot: { items, total }, refused, actions }: TrayProps) {
  // On a phone the list is closed until asked for, on a desk open until closed: two answers, one switch.
  const [turned, setTurned] = useState(false)
  if (total.files === 0 && refused.length === 0) return null
  const { shown, more } = shownItems(items)
  const busy = total.files > total.done + total.failed
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
          <b className="font-[550]">{headline(total, refused.length)}</b>
          <span className="ml-auto text-xs whitespace-nowrap text-ink-2 tabular-nums">{busy ? pace(total) : ''}</span>
          <TrayButtons
            turned={turned}
            busy={busy}
            failed={total.failed}
            onTurn={() => setTurned(!turned)}
            actions={actions}
          />
        </div>
        {total.files > 0 ? (
          <Progress label="Overall progress" percent={total.percent} tone={busy ? 'seal' : 'quiet'} />
        ) : null}
      </header>
      {/* Never folded away: nobody asks for a list of what they do not know to be refused. */}
      <RefusedLines files={refused} />
      <ul
        className={cn(
          'max-h-[min(46dvh,420px)] overflow-y-auto overscroll-contain border-t border-line',
          turned ? 'block md:hidden' : 'hidden md:block',
        )}
      >
        {shown.map((item) => (
          <UploadLine key={item.key} item={item} actions={actions} />
        ))}
        {more > 0 ? <li className="px-4 py-3 text-s text-ink-2">and {more.toLocaleString('en')} more</li> : null}
      </ul>
      {/* The bars speak for themselves to whoever asks them; this line alone speaks up, once, at the end. */}
      <p role="status" className="sr-only">
        {busy ? '' : headline(total, refused.length)}
      </p>
    </section>
  )
}
