'use client'
import { useState } from 'react'
import { transferDocument } from '@/app/(workspace)/documents/sharing-actions'
import { toast } from '@/components/notices/toast-store'
import { useAction } from '@/components/notices/use-action'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { Dialog } from '@/components/ui/dialog'
import { Notice } from '@/components/ui/notice'
import { panelFootStyle } from '@/components/ui/panel'
import type { Grantee } from '@/lib/sharing/grants/schema'
import { GranteeSearch } from './grantee-search'

type TransferProps = {
  document: { id: string; name: string }
  /** Of somebody else's document. */
  byAdministrator?: boolean
  onClose: () => void
}

/** Gives a document another owner. */
export function TransferDialog({ document: { id, name }, byAdministrator = false, onClose }: TransferProps) {
  const { run, busy, error, clear } = useAction()
  const [heir, setHeir] = useState<Grantee | null>(null)
  const [keepEditor, setKeepEditor] = useState(true)
  const choose = (next: Grantee | null) => {
    clear()
    setHeir(next)
  }
  const transfer = (to: Grantee) =>
    void run(
      () => transferDocument({ documentId: id, toId: to.id, keepEditor }),
      ({ newOwner, tell }) => {
        toast('seal', `“${name}” belongs to ${newOwner} now.${tell ? ` Tell ${tell} about it.` : ''}`)
        onClose()
      },
    )
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={`Transfer “${name}”`}
      description="It gets another owner, and counts in their storage. Whom it was given to can go on opening it, and links go on in the new owner’s name."
    >
      {heir ? (
        <>
          <p className="rounded-s bg-well px-3.5 py-2.5 leading-snug">
            <b dir="auto" className="block font-medium break-words">
              {heir.name}
            </b>
            <span className="block text-xs break-words text-ink-2">{heir.email}</span>
          </p>
          <Checkbox checked={keepEditor} onChange={({ target }) => setKeepEditor(target.checked)}>
            {byAdministrator ? 'The owner until now can go on changing it' : 'I can go on changing it'}
          </Checkbox>
        </>
      ) : (
        <GranteeSearch documentId={id} label="New owner" only="USER" onChoose={choose} />
      )}
      {error ? <Notice tone="red">{error}</Notice> : null}
      <div className={panelFootStyle}>
        <Button onClick={heir ? () => choose(null) : onClose}>{heir ? 'Choose somebody else' : 'Cancel'}</Button>
        <Button tone="seal" disabled={!heir} aria-busy={busy} onClick={() => heir && transfer(heir)}>
          Transfer
        </Button>
      </div>
    </Dialog>
  )
}
