'use client'
import { Check, RotateCw, X } from 'lucide-react'
import { memo } from 'react'
import { formatProgress, formatSize } from '@/components/format/size'
import { useLiveStatus } from '@/components/live/live-provider'
import { Button } from '@/components/ui/button'
import { Progress } from '@/components/ui/progress'
import type { UploadItem } from '@/lib/upload-client/queue'
import type { TrayActions } from './uploads-provider'

type LineProps = { item: UploadItem; actions: TrayActions }

/** One file on its way. The queue makes a new item only when something visible changed, so `memo` keeps the rest still. */
export const UploadLine = memo(function UploadLine({ item, actions }: LineProps) {
  const { name, size, loaded, percent, state, error } = item
  const failed = state === 'failed'
  // Retries go on for up to two minutes: a bar that stands still says nothing about them.
  const words = error ?? (state === 'retrying' ? 'The upload was interrupted. Trying again …' : null)
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 gap-y-1.5 border-b border-line/60 px-4 py-3 text-s last:border-b-0">
      <b dir="auto" title={name} className="truncate font-medium">
        {name}
      </b>
      <LineAction item={item} actions={actions} />
      <Progress
        label={`Uploading ${name}`}
        percent={percent}
        valueText={`${percent} %, ${formatProgress(loaded, size)}`}
        tone={failed ? 'red' : state === 'done' ? 'quiet' : 'seal'}
        className="col-span-2"
      />
      {words ? (
        <p
          role={failed ? 'alert' : undefined}
          className={failed ? 'col-span-2 text-xs text-red' : 'col-span-2 text-xs text-amber'}
        >
          {words}
        </p>
      ) : (
        <>
          <small className="text-xs text-ink-3 tabular-nums">
            {state === 'done' ? <SettledWord documentId={item.documentId} /> : formatProgress(loaded, size)}
          </small>
          <small className="text-right text-xs text-ink-3 tabular-nums">
            {state === 'done' ? formatSize(size) : `${percent} %`}
          </small>
        </>
      )}
    </li>
  )
})

function LineAction({ item: { key, name, state }, actions }: LineProps) {
  if (state === 'done') return <Check aria-hidden className="mt-0.5 size-4 justify-self-end text-seal" />
  const small = 'size-6 -my-0.5 -mr-1 justify-self-end pointer-coarse:size-11 pointer-coarse:-my-3 pointer-coarse:-mr-3'
  if (state === 'failed') {
    return (
      <span className="flex justify-self-end">
        <Button
          tone="ghost"
          size="icon"
          className={small}
          aria-label={`Retry ${name}`}
          onClick={() => actions.retry(key)}
        >
          <RotateCw aria-hidden />
        </Button>
        <Button
          tone="ghost"
          size="icon"
          className={small}
          aria-label={`Dismiss ${name}`}
          onClick={() => actions.dismiss(key)}
        >
          <X aria-hidden />
        </Button>
      </span>
    )
  }
  return (
    <Button
      tone="ghost"
      size="icon"
      className={small}
      aria-label={`Cancel ${name}`}
      onClick={() => actions.cancel(key)}
    >
      <X aria-hidden />
    </Button>
  )
}

/** The store has the bytes: from here on the word is the document's own. */
function SettledWord({ documentId }: { documentId: string | null }) {
  const status = useLiveStatus(documentId)
  if (status === null) return 'Deleted'
  // Its notification may come later than the store's answer to us.
  return status === undefined || status === 'Uploading' ? 'Verifying' : status
}
