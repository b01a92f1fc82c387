import { createHash } from 'node:crypto'
import type { UserPrincipal } from '../auth/principal'
import { env } from '../env'
import { beginUploads } from '../uploads/begin'
import { beginUploadsInput, type SignedPart, type UploadPlan } from '../uploads/schema'

export type PartsPlan = Extract<UploadPlan, { strategy: 'multipart' }>

export const MiB = 1024 ** 2

/** Bytes that differ from part to part, so that a part in the wrong place is noticed. */
export function sampleBytes(size: number): Buffer {
  const block = Buffer.from(Array.from({ length: 251 }, (_, n) => n))
  return Buffer.concat(Array.from({ length: Math.ceil(size / block.length) }, () => block)).subarray(0, size)
}

export const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest()

export async function beginParts(principal: UserPrincipal, size: number, checksums = false) {
  Object.assign(env(), { UPLOAD_STRATEGY: 'auto' })
  const drop = beginUploadsInput.parse({ files: [{ name: 'film.mp4', size, type: 'video/mp4' }], checksums })
  const [begun] = await beginUploads(principal, drop)
  if (begun?.plan?.strategy !== 'multipart') throw new Error('a large file goes up in parts')
  return { ...begun, plan: begun.plan }
}

/** The bytes of part `number`. */
export function partOf(bytes: Buffer, plan: PartsPlan, number: number): Buffer {
  return bytes.subarray((number - 1) * plan.partSize, number * plan.partSize)
}

export async function sendPart(
  part: SignedPart,
  body: Uint8Array,
  headers: Record<string, string> = {},
): Promise<number> {
  const answer = await fetch(part.url, {
    method: 'PUT',
    body: Buffer.from(body),
    headers: { ...part.headers, ...headers },
  })
  await answer.arrayBuffer()
  return answer.status
}
