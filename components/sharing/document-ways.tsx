'use client'
import { useState } from 'react'
import { TransferDialog } from './transfer-dialog'
import { WhoCanOpenDialog } from './who-can-open-dialog'

type Props = {
  document: { id: string; name: string }
  /** An administrator, who may give the document another owner. */
  mayTransfer?: boolean
}

/** A document's name in a list of ways in, which leads to all ways into it. */
export function DocumentWays({ document, mayTransfer = false }: Props) {
  const [open, setOpen] = useState<'ways' | 'transfer' | null>(null)
  const close = () => setOpen(null)
  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        title={`Who can open “${document.name}”?`}
        className="max-w-full truncate rounded-xs hover:text-ink hover:underline"
        onClick={() => setOpen('ways')}
      >
        {document.name}
      </button>
      {open === 'ways' ? (
        <WhoCanOpenDialog
          document={document}
          onClose={close}
          onTransfer={mayTransfer ? () => setOpen('transfer') : null}
        />
      ) : null}
      {open === 'transfer' ? <TransferDialog document={document} byAdministrator onClose={close} /> : null}
    </>
  )
}
