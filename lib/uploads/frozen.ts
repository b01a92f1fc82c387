import 'server-only'
import { createHash } from 'node:crypto'
import { db } from '../db'
import { digestOf } from '../documents/digest'
import { doom } from '../documents/doom'
import type { Rejection } from '../documents/rejection'
import { env } from '../env'
import { scanObject } from '../scan/scan'
import { objectKey } from '../storage/keys'
import { completeMultipart } from '../storage/multipart'
import { copyObject, headObject, readStart, type ObjectHead } from '../storage/objects'
import { sniff, SNIFF_BYTES } from '../storage/sniff'
import type { Arrival } from './arrival'
import type { Claim } from './lease'

/** An object that no URL which was ever signed can change: what is checked, and what is served. */
export type Frozen = ObjectHead & { objectId: string; key: string; digest: string | null }
export type Checked = Frozen & { contentType: string; scan: 'clean' | 'too-large' | null }

/** Until then a copy of ours may still be written. The store copies gigabytes in seconds; an hour is for sick ones. */
const COPY_MAY_TAKE_MS = 60 * 60_000

/**
 * Makes what arrived unchangeable, then answers what it is: first the copy, then a look at the copy, since a look at
 * what the browser can still write would say nothing about what is served. Null when the bytes moved meanwhile.
 */
export async function freeze(held: Claim, arrival: Arrival): Promise<Frozen | null> {
  switch (arrival.how) {
    case 'staged':
      return copyAside(held, arrival.head)
    case 'parts':
      return joinParts(held, arrival)
    case 'joined':
      return { ...arrival.head, objectId: held.objectId, key: held.key, digest: await compositeDigest(held.id) }
  }
}

async function copyAside(held: Claim, head: ObjectHead): Promise<Frozen | null> {
  const target = await db().storedObject.create({
    data: { key: objectKey(), documentId: held.documentId, writableUntil: new Date(Date.now() + COPY_MAY_TAKE_MS) },
    select: { id: true, key: true },
  })
  try {
    const copied = await copyObject({ ...head, key: held.key }, target.key)
    const copy = copied ? await headObject(target.key) : null
    if (copy) return { ...copy, objectId: target.id, key: target.key, digest: null }
  } catch (error) {
    await doomUnused(target.id).catch(() => undefined)
    throw error
  }
  await doomUnused(target.id)
  return null
}

async function joinParts(
  held: Claim,
  { multipartId, parts }: Extract<Arrival, { how: 'parts' }>,
): Promise<Frozen | null> {
  const known = await db().uploadPart.findMany({ where: { uploadId: held.id }, select: { number: true, sha256: true } })
  const sums = new Map(known.map(({ number, sha256 }) => [number, Buffer.from(sha256).toString('base64')]))
  const complete = parts.map((part) => ({ ...part, sha256: sums.get(part.number) ?? null }))
  if (!(await completeMultipart(held.key, multipartId, complete))) return null
  const head = await headObject(held.key)
  return head && { ...head, objectId: held.objectId, key: held.key, digest: await compositeDigest(held.id) }
}

/** The SHA-256 of the parts' SHA-256s with their number, as S3 writes a composite checksum. Null where none were sent. */
async function compositeDigest(uploadId: string): Promise<string | null> {
  const parts = await db().uploadPart.findMany({
    where: { uploadId },
    orderBy: { number: 'asc' },
    select: { sha256: true },
  })
  if (parts.length === 0) return null
  const sum = createHash('sha256')
  for (const { sha256 } of parts) sum.update(sha256)
  return `sha256:${sum.digest('base64')}-${parts.length}`
}

/**
 * Looks into the frozen object: what it is, whether it is what was declared, and whether the scanner lets it pass.
 * @returns the object with what was found, or the reason for which it is rejected
 */
export async function check(held: Claim, frozen: Frozen): Promise<Checked | Rejection> {
  if (!held.declaredSha256) return inspect(frozen)
  const digest = await digestOf(frozen.key)
  const declared = `sha256:${Buffer.from(held.declaredSha256).toString('base64')}`
  return digest === declared ? inspect({ ...frozen, digest }) : { code: 'digest' }
}

async function inspect(frozen: Frozen): Promise<Checked | Rejection> {
  const start = frozen.size === 0 ? new Uint8Array() : await readStart(frozen.key, SNIFF_BYTES)
  const contentType = await sniff(start)
  const found = await scanObject(frozen)
  switch (found?.verdict) {
    case 'infected':
      return { code: 'infected', signature: found.signature }
    case 'too-large':
      return env().CLAMD_TOO_LARGE === 'reject'
        ? { code: 'unscannable' }
        : { ...frozen, contentType, scan: 'too-large' }
    case 'clean':
      return { ...frozen, contentType, scan: 'clean' }
    case undefined:
      return { ...frozen, contentType, scan: null }
  }
}

/**
 * Dooms a copy that did not become a document. WRITING is what makes this safe: a commit whose answer was lost made the
 * row LIVE, and a row that is waited for is checked again by its own columns, not by what a subquery saw before.
 */
export async function doomUnused(objectId: string): Promise<void> {
  await doom(db(), { id: objectId, state: 'WRITING' })
}
