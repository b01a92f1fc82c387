'use client'
import { useState, type FormEvent } from 'react'
import { renameDocument } from '@/app/(workspace)/documents/actions'
import { useLive } from '@/components/live/live-provider'
import { useAction } from '@/components/notices/use-action'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { panelFootStyle } from '@/components/ui/panel'
import { MAX_NAME_LENGTH } from '@/lib/documents/limits'
import type { DocumentRow } from '@/lib/documents/schema'

type Props = { row: DocumentRow; onClose: () => void }

export function RenameDialog({ row, onClose }: Props) {
  const live = useLive()
  const { run, busy, error } = useAction()
  const [name, setName] = useState(row.name)
  const rename = (event: FormEvent) => {
    event.preventDefault()
    void run(
      () => renameDocument({ documentId: row.id, name }),
      (renamed) => {
        live.apply({ changed: [renamed], gone: [] })
        onClose()
      },
    )
  }
  return (
    <Dialog open onOpenChange={onClose} title="Rename">
      <form className="grid gap-5" onSubmit={rename}>
        <Field label="Name" error={error}>
          {(wiring) => (
            <Input
              {...wiring}
              dir="auto"
              autoComplete="off"
              maxLength={MAX_NAME_LENGTH}
              value={name}
              onChange={({ target }) => setName(target.value)}
              // Later than the dialog, which selects all of its first field.
              onFocus={({ target }) => queueMicrotask(() => selectStem(target))}
            />
          )}
        </Field>
        <div className={panelFootStyle}>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" tone="seal" aria-busy={busy}>
            Rename
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

/** Selects the name without its extension, which is what people change. */
function selectStem(input: HTMLInputElement): void {
  const dot = input.value.lastIndexOf('.')
  input.setSelectionRange(0, dot > 0 ? dot : input.value.length)
}
