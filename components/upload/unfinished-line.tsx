'use client'
import { Trash2 } from 'lucide-react'
import { memo, useId } from 'react'
import { Moment } from '@/components/format/moment'
import { formatSize } from '@/lib/format/size'
import { Button, buttonStyle } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { newFileFor } from '@/lib/upload-client/entry'
import type { UnfinishedItem } from '@/lib/upload-client/unfinished'
import { FileInput } from './file-input'
import { LineButton } from './line-button'
import type { UnfinishedActions } from './use-unfinished'

type LineProps = { item: UnfinishedItem; actions: UnfinishedActions }

const STANDING = {
  click: 'Not finished',
  choose: 'Not finished',
  anew: 'Begun on another device, goes from the start',
} satisfies Record<UnfinishedItem['way'], string>

/** An upload of another day, or of another tab, that can be gone on with. */
export const UnfinishedLine = memo(function UnfinishedLine({ item, actions }: LineProps) {
  const { uploadId, size, startedAt, way, elsewhere, error } = item
  const name = lineName(item)
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 gap-y-0.5 border-b border-line/60 px-4 py-3 text-s last:border-b-0">
      <b dir="auto" title={name} className="truncate font-medium">
        {name}
      </b>
      {elsewhere ? null : (
        <span className="row-span-2 flex items-center gap-1.5">
          <GoOn item={item} actions={actions} />
          <LineButton label={`Discard ${name}`} onClick={() => actions.discard(uploadId)}>
            <Trash2 aria-hidden />
          </LineButton>
        </span>
      )}
      <p className="truncate text-xs text-ink-3">
        {formatSize(size)} · begun <Moment iso={startedAt} /> · {elsewhere ? 'Uploading in another tab' : STANDING[way]}
      </p>
      {error ? (
        <p role="alert" className="col-span-2 mt-1 text-xs text-red">
          {error}
        </p>
      ) : null}
    </li>
  )
})

const lineName = ({ name, replaces }: UnfinishedItem) => (replaces ? newFileFor(name) : name)

function GoOn({ item, actions }: LineProps) {
  const { uploadId, way } = item
  const name = lineName(item)
  const id = useId()
  if (way === 'click') {
    return (
      <Button size="s" onClick={() => actions.resume(uploadId)}>
        Resume <span className="sr-only">{name}</span>
      </Button>
    )
  }
  const choose = ([file]: File[]) => {
    if (file) actions.choose(uploadId, file)
  }
  return (
    <label
      htmlFor={id}
      className={cn(buttonStyle({ size: 's' }), 'relative has-focus-visible:outline-2 has-focus-visible:outline-seal')}
    >
      <FileInput id={id} onFiles={choose} />
      Choose again <span className="sr-only">{name}</span>
    </label>
  )
}
