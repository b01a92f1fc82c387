import { Check, Pause, Play, RotateCw, X } from 'lucide-react'
import type { UploadItem } from '@/lib/upload-client/queue'
import { LineButton } from './line-button'
import type { TrayActions } from './uploads-provider'

/** What can be done about a file in its state. */
export function LineAction({ item, actions }: { item: UploadItem; actions: TrayActions }) {
  if (item.state === 'done') return <Check aria-hidden className="mt-0.5 size-4 justify-self-end text-seal" />
  return (
    <span className="flex justify-self-end">
      <Buttons item={item} actions={actions} />
    </span>
  )
}

function Buttons({ item: { key, name, state, inParts }, actions }: { item: UploadItem; actions: TrayActions }) {
  if (state === 'failed' || state === 'elsewhere') {
    return (
      <>
        {state === 'failed' ? (
          <LineButton label={`Retry ${name}`} onClick={() => actions.retry(key)}>
            <RotateCw aria-hidden />
          </LineButton>
        ) : null}
        <LineButton label={`Dismiss ${name}`} onClick={() => actions.dismiss(key)}>
          <X aria-hidden />
        </LineButton>
      </>
    )
  }
  return (
    <>
      {state === 'paused' ? (
        <LineButton label={`Resume ${name}`} onClick={() => actions.resume(key)}>
          <Play aria-hidden />
        </LineButton>
      ) : inParts ? (
        <LineButton label={`Pause ${name}`} onClick={() => actions.pause(key)}>
          <Pause aria-hidden />
        </LineButton>
      ) : null}
      <LineButton label={`Cancel ${name}`} onClick={() => actions.cancel(key)}>
        <X aria-hidden />
      </LineButton>
    </>
  )
}
