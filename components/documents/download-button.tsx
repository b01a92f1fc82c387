'use client'
import { Download } from 'lucide-react'
import { useState } from 'react'
import { downloadDocument } from '@/app/(workspace)/documents/actions'
import { callAction } from '@/components/notices/call-action'
import { toast, toastFailure } from '@/components/notices/toast-store'
import { Button } from '@/components/ui/button'
import type { DocumentRow } from '@/lib/documents/schema'
import { fetchFile } from './fetch-file'

export function DownloadButton({ row }: { row: DocumentRow }) {
  const [busy, setBusy] = useState(false)
  const download = async () => {
    setBusy(true)
    const outcome = await callAction(() => downloadDocument({ documentId: row.id }))
    setBusy(false)
    if (!outcome.ok) return toastFailure(outcome)
    fetchFile(outcome.data.url, () => toast('red', `The store did not hand out “${row.name}”. Try again.`))
  }
  return (
    <Button
      tone="ghost"
      size="icon"
      aria-label={`Download ${row.name}`}
      aria-busy={busy}
      disabled={row.status !== 'Ready' || !row.may.download}
      onClick={download}
    >
      <Download aria-hidden />
    </Button>
  )
}
