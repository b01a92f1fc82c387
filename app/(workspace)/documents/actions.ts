'use server'

import { z } from 'zod'
import { action } from '@/lib/action'
import { deleteDocument as remove } from '@/lib/documents/delete'
import { mint } from '@/lib/documents/mint'
import { purgeDocument as purge } from '@/lib/documents/purge'
import { renameDocument as rename } from '@/lib/documents/rename'
import { previewRestore as preview, restoreDocument as restore } from '@/lib/documents/restore'
import { documentId, documentName } from '@/lib/documents/schema'
import { beginUploads as begin } from '@/lib/uploads/begin'
import { replaceFile as replace } from '@/lib/uploads/replace'
import { beginUploadsInput, replaceFileInput } from '@/lib/uploads/schema'

export const beginUploads = action(beginUploadsInput, (drop, principal) => begin(principal, drop))

export const replaceFile = action(replaceFileInput, (input, principal) => replace(principal, input))

export const downloadDocument = action(z.object({ documentId }), async ({ documentId: id }, principal) => {
  const { url } = await mint(principal, id)
  return { url }
})

export const renameDocument = action(z.object({ documentId, name: documentName }), (input, principal) =>
  rename(principal, input.documentId, input.name),
)

export const deleteDocument = action(z.object({ documentId }), ({ documentId: id }, principal) => remove(principal, id))

export const previewRestore = action(z.object({ documentId }), ({ documentId: id }, principal) =>
  preview(principal, id),
)

export const restoreDocument = action(z.object({ documentId }), ({ documentId: id }, principal) =>
  restore(principal, id),
)

export const purgeDocument = action(z.object({ documentId }), async ({ documentId: id }, principal) => {
  await purge(principal, id)
  return null
})
