'use client'
import { FileUp } from 'lucide-react'
import { useId } from 'react'
import { Button, buttonStyle } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { Dialog } from '@/components/ui/dialog'
import { panelFootStyle } from '@/components/ui/panel'
import { FileInput } from '@/components/upload/file-input'
import { useReplace } from '@/components/upload/uploads-provider'
import type { DocumentRow } from '@/lib/documents/schema'

type Props = { row: DocumentRow; onClose: () => void }

/** Says what a new file changes and what not, and takes it; its way is shown in the tray. */
export function ReplaceDialog({ row: { id, name }, onClose }: Props) {
  const replace = useReplace()
  const input = useId()
  const take = ([file]: File[]) => {
    if (!file) return
    replace({ documentId: id, name }, file)
    onClose()
  }
  return (
    <Dialog open onOpenChange={onClose} title="Replace file">
      <p dir="auto" className="font-medium break-words">
        {name}
      </p>
      <div className="grid gap-2 text-s text-ink-2">
        <p>
          The name stays, and so does everything that was shared: people and links get the new file as soon as it was
          checked, and the present one until then.
        </p>
        <p>
          Download URLs that were handed out for the present file stop working at that moment. Who got the URL of the
          store itself by mail keeps the present file until that URL ends or is revoked under Sent.
        </p>
      </div>
      <div className={panelFootStyle}>
        <Button onClick={onClose}>Cancel</Button>
        <label
          htmlFor={input}
          className={cn(
            buttonStyle({ tone: 'seal' }),
            'relative has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-seal pointer-coarse:min-h-11',
          )}
        >
          <FileInput id={input} onFiles={take} />
          <FileUp aria-hidden />
          Replace file <span className="sr-only">of {name}</span>
        </label>
      </div>
    </Dialog>
  )
}
