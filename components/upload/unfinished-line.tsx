'use client'
import { FileSearch, Play, Trash2 } from 'lucide-react'
import { memo, useId } from 'react'
import { Moment } from '@/components/format/moment'
import { formatSize } from '@/components/format/size'
import { buttonStyle } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import type { UnfinishedItem } from '@/lib/upload-client/unfinished'
import { FileInput } from './file-input'
import { LineButton } from './line-button'
import type { UnfinishedActions } from './use-unfinished'

type LineProps = { item: UnfinishedItem; actions: UnfinishedActions }

/** An upload of another day, or of another tab, that can be gone on with. */
export const UnfinishedLine = memo(function UnfinishedLine({ item, actions }: LineProps) {
  const { uploadId, name, size, startedAt, way, elsewhere, error } = item
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 gap-y-1.5 border-b border-line/60 px-4 py-3 text-s last:border-b-0">
      <b dir="auto" title={name} className="truncate font-medium">
        {name}
      </b>
      {elsewhere ? null : (
        <span className="flex justify-self-end">
          {way === 'click' ? (
            <LineButton label={`Resume ${name}`} onClick={() => actions.resume(uploadId)}>
              <Play aria-hidden />
            </LineButton>
          ) : (
            <ChooseAgain name={name} onFile={(file) => actions.choose(uploadId, file)} />
          )}
          <LineButton label={`Discard ${name}`} onClick={() => actions.discard(uploadId)}>
            <Trash2 aria-hidden />
          </LineButton>
        </span>
      )}
      {error ? (
        <p role="alert" className="col-span-2 text-xs text-red">
          {error}
        </p>
      ) : (
        <p className="col-span-2 text-xs text-ink-3">
          {elsewhere ? 'Uploading in another tab' : HINTS[way]} · {formatSize(size)} · begun <Moment iso={startedAt} />
        </p>
      )}
    </li>
  )
})

const HINTS: Record<UnfinishedItem['way'], string> = {
  click: 'Not finished',
  choose: 'Not finished. Choose the file again to go on',
  anew: 'Begun on another device. Choose the file here to send it from the start',
}

function ChooseAgain({ name, onFile }: { name: string; onFile: (file: File) => void }) {
  const id = useId()
  const choose = ([file]: File[]) => {
    if (file) onFile(file)
  }
  return (
    <label
      htmlFor={id}
      className={cn(
        buttonStyle({ tone: 'ghost', size: 'icon' }),
        'relative -my-0.5 size-6 has-focus-visible:outline-2 has-focus-visible:outline-seal pointer-coarse:-my-3 pointer-coarse:size-11',
      )}
    >
      <FileInput id={id} onFiles={choose} />
      <FileSearch aria-hidden />
      <span className="sr-only">Choose {name} again</span>
    </label>
  )
}
