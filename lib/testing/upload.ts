import type { UserPrincipal } from '../auth/principal'
import { db } from '../db'
import { beginUploads } from '../uploads/begin'
import type { UploadPlan } from '../uploads/schema'
import { settle } from '../uploads/settle'

export type Sent = { status: number; body: string }

/** Sends a form as a browser would. */
export async function sendForm(
  plan: Pick<UploadPlan, 'url' | 'fields'>,
  bytes: BlobPart,
  changes: Record<string, string> = {},
): Promise<Sent> {
  const form = new FormData()
  for (const [name, value] of Object.entries({ ...plan.fields, ...changes })) form.append(name, value)
  form.append('file', new Blob([bytes]), 'file')
  const answer = await fetch(plan.url, { method: 'POST', body: form })
  return { status: answer.status, body: await answer.text() }
}

export type Begun = { documentId: string; uploadId: string; plan: UploadPlan }

export async function beginOne(principal: UserPrincipal, size: number, name = 'contract.pdf'): Promise<Begun> {
  const [begun] = await beginUploads(principal, [{ name, size, type: 'application/pdf' }])
  if (!begun?.plan) throw new Error('the first file of a drop starts at once')
  return { ...begun, plan: begun.plan }
}

/** A document whose bytes are in the store and READY. */
export async function makeReady(
  principal: UserPrincipal,
  bytes = '%PDF-1.7 a contract',
  name?: string,
): Promise<Begun> {
  const begun = await beginOne(principal, Buffer.byteLength(bytes), name)
  const sent = await sendForm(begun.plan, bytes)
  if (sent.status !== 201) throw new Error(`the store answered ${sent.status}: ${sent.body}`)
  const settled = await settle(begun.uploadId)
  if (settled !== 'ready' && settled !== 'not-mine') throw new Error(`settle said ${settled}`)
  return begun
}

export async function documentOf(id: string) {
  return db().document.findUniqueOrThrow({ where: { id }, include: { objects: true, object: true, uploads: true } })
}
