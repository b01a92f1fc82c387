'use client'
import { CircleX, FileUp } from 'lucide-react'
import { toastFailure } from '@/components/notices/toast-store'
import { DropdownMenuItem } from '@/components/ui/dropdown-menu'
import { signer } from '@/components/upload/signer'
import { sentence } from '@/lib/upload-client/signer'
import type { DocumentRow } from '@/lib/documents/schema'
import type { Asking } from './asking'

type ItemsProps = { row: DocumentRow; ask: (asking: Asking) => void; then: (run: () => void) => () => void }

/** For those who may replace the file; while a new one is on its way, the way back. */
export function ReplaceItems({ row, ask, then }: ItemsProps) {
  if (!row.may.replace) return null
  const { newFile, status } = row
  const underWay = newFile?.status === 'Uploading' || newFile?.status === 'Verifying'
  return (
    <>
      <DropdownMenuItem disabled={status !== 'Ready' || underWay} onSelect={then(() => ask({ kind: 'replace', row }))}>
        <FileUp aria-hidden />
        Replace file…
      </DropdownMenuItem>
      {underWay && newFile.mayCancel ? (
        <DropdownMenuItem onSelect={then(() => void cancel(newFile.uploadId))}>
          <CircleX aria-hidden />
          Cancel the new file
        </DropdownMenuItem>
      ) : null}
    </>
  )
}

/** The stream brings the row. */
async function cancel(uploadId: string): Promise<void> {
  try {
    await signer.abandon(uploadId)
  } catch (error) {
    toastFailure({ code: null, message: sentence(error) })
  }
}
