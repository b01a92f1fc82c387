'use server'

import { z } from 'zod'
import { action } from '@/lib/action'
import { deleteDocument as remove } from '@/lib/documents/delete'
import { mint } from '@/lib/documents/mint'
import { renameDocument as rename } from '@/lib/documents/rename'
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

export const deleteDocument = action(z.object({ documentId }), async ({ documentId: id }, principal) => {
  await remove(principal, id)
  return null
})
