import { useEffect, useState } from 'react'
import { useLiveRow } from '@/components/live/live-provider'
import { toast } from '@/components/notices/toast-store'
import { cn } from '@/components/ui/cn'
import type { NewFile } from '@/lib/documents/schema'
import type { UploadItem } from '@/lib/upload-client/queue'
import { lineFigures } from './line-words'

const ENDED: ReadonlySet<NewFile['status']> = new Set(['Replaced', 'Rejected', 'Cancelled'])

/** The store has a new file: whether the document has it too, its row says. */
export function ReplacedText({ item }: { item: UploadItem }) {
  const row = useLiveRow(item.documentId)
  const ended = useEnd(item, row?.newFile ?? null)
  const name = row?.name
  useEffect(() => {
    if (ended !== null && name !== undefined) announce(ended, name)
  }, [ended, name])
  const word = ended?.status ?? (row === null ? 'Deleted' : 'Verifying')
  return (
    <span className="col-span-2 grid gap-0.5 text-xs text-ink-3 tabular-nums">
      <span className="flex justify-between gap-3 whitespace-nowrap">
        <span className={cn(word === 'Rejected' && 'text-red')}>{word}</span>
        <span className="shrink-0 text-right">{lineFigures(item)}</span>
      </span>
      {ended?.rejection ? <span className="text-red">{ended.rejection}</span> : null}
    </span>
  )
}

/** Remembered: the row soon speaks of the next new file. */
function useEnd({ uploadId }: UploadItem, newFile: NewFile | null): NewFile | null {
  const [ended, setEnded] = useState<NewFile | null>(null)
  if (ended === null && newFile?.uploadId === uploadId && ENDED.has(newFile.status)) setEnded(newFile)
  return ended
}

const announced = new Set<string>()

/** Later than the bar's end, and maybe with the tray folded: so it is said where everybody hears it, once. */
function announce({ uploadId, status, rejection }: NewFile, name: string): void {
  if (announced.has(uploadId)) return
  announced.add(uploadId)
  if (status === 'Replaced') toast('seal', `“${name}” has its new file.`)
  if (status === 'Rejected') toast('red', `The new file for “${name}” was rejected. ${rejection ?? ''}`)
}
