import { begun } from '@/lib/api/begun'
import { replaceFile } from '@/lib/api/contracts/documents'
import { endpoint } from '@/lib/api/endpoint'
import { unchangedSince } from '@/lib/api/etag'
import { replaceFile as replace } from '@/lib/uploads/replace'

export const POST = endpoint(replaceFile, async ({ principal, params, input: { checksums, ...bytes }, request }) => {
  const file = { name: 'The new file', ...bytes }
  const guard = unchangedSince(request, principal, params.id)
  const upload = await replace(principal, { documentId: params.id, file, checksums }, guard)
  return begun(principal, upload, `/uploads/${upload.uploadId}`)
})

export {
  options as OPTIONS,
  wrongMethod as GET,
  wrongMethod as PUT,
  wrongMethod as PATCH,
  wrongMethod as DELETE,
} from '@/lib/api/methods'
