import { createHash, randomBytes } from 'node:crypto'
import type { UserPrincipal } from '../auth/principal'
import { settle } from '../uploads/settle'
import { beginOne } from './upload'

/** A document of random bytes that is READY, with those bytes. */
export async function makeLarge(
  principal: UserPrincipal,
  size: number,
): Promise<{ documentId: string; bytes: Buffer; sha256: string }> {
  const bytes = size === 0 ? Buffer.alloc(0) : randomBytes(size)
  const { documentId, uploadId, plan } = await beginOne(principal, size, 'large.bin')
  const form = new FormData()
  for (const [name, value] of Object.entries(plan.fields)) form.append(name, value)
  form.append('file', new Blob([bytes]), 'file')
  const sent = await fetch(plan.url, { method: 'POST', body: form })
  if (sent.status !== 201) throw new Error(`the store answered ${sent.status}: ${await sent.text()}`)
  await settle(uploadId)
  return { documentId, bytes, sha256: sha256(bytes) }
}

export const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
