import type { Principal } from '../auth/principal'
import { replaceFile } from '../uploads/replace'
import { replaceFileInput } from '../uploads/schema'
import { settle, type Settled } from '../uploads/settle'
import { sendForm, type Begun } from './upload'

/** Begins to replace a document's file, as the action does. */
export async function beginReplacement(principal: Principal, documentId: string, size: number): Promise<Begun> {
  const file = { name: 'newer.txt', size, type: 'text/plain' }
  const begun = await replaceFile(principal, replaceFileInput.parse({ documentId, file }))
  if (begun.plan?.strategy !== 'post') throw new Error('a small file goes up as one form, at once')
  return { ...begun, plan: begun.plan }
}

/** Begins, sends and settles. */
export async function replaceWith(principal: Principal, documentId: string, bytes: string): Promise<Settled> {
  const { uploadId, plan } = await beginReplacement(principal, documentId, Buffer.byteLength(bytes))
  const sent = await sendForm(plan, bytes)
  if (sent.status !== 201) throw new Error(`the store answered ${sent.status}: ${sent.body}`)
  return settle(uploadId)
}
