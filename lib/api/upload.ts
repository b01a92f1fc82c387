import 'server-only'
import { env } from '../env'
import type { SignedPart, UploadPlan } from '../uploads/schema'
import { statusOf, type FoundUpload } from '../uploads/status'
import type { z } from 'zod'
import type { ApiPlan, ApiUpload, signedPartSchema } from './upload-schema'

/** The words of /api/v1 and those of the rows. */
export const STRATEGY_OF = { post: 'POST', put: 'PUT', multipart: 'MULTIPART' } as const
const STRATEGY = { POST: 'post', PUT: 'put', MULTIPART: 'multipart' } as const

export function toUpload(found: FoundUpload): ApiUpload {
  return {
    id: found.id,
    documentId: found.document.id,
    name: found.document.name,
    size: Number(found.declaredSize),
    strategy: STRATEGY[found.strategy],
    ...statusOf(found),
    replaces: found.replaces,
    createdAt: found.createdAt.toISOString(),
    expiresAt: found.expiresAt.toISOString(),
  }
}

/** Whether nothing more becomes of it. */
export const isOver = ({ status }: ApiUpload) => status === 'done' || status === 'rejected' || status === 'cancelled'

const FORM =
  'Send one multipart/form-data POST to `url` with every one of `fields`, then the bytes as the last field, named `file`; no Authorization header. The store answers 201.'
const PUT = 'Send the bytes as one PUT to `url` with exactly these `headers`; no Authorization header.'
const PARTS =
  'Cut the file into `partCount` parts of `partSize` bytes (the last has `lastPartSize`). Have a few signed at a time by `sign`, with the token, and send each as one PUT to its `url` with its `headers`, without the token; sign again what the store refuses with 403.'
const THEN = 'Then call `finish` with the token, and wait for the document to be ready.'

/** A plan with everything that a client has to send, and how it goes on from there. */
export function toPlan({ id, size }: Pick<ApiUpload, 'id' | 'size'>, plan: UploadPlan): ApiPlan {
  const at = (end: string) => ({ method: 'POST' as const, url: `${env().APP_URL}/api/v1/uploads/${id}/${end}` })
  const finish = at('finish')
  switch (plan.strategy) {
    case 'post':
      return { ...plan, method: 'POST', finish, next: `${FORM} ${THEN}` }
    case 'put':
      return { ...plan, method: 'PUT', headers: withLength(plan.headers, size), finish, next: `${PUT} ${THEN}` }
    case 'multipart': {
      const lastPartSize = size - (plan.partCount - 1) * plan.partSize
      return { ...plan, lastPartSize, sign: at('parts'), finish, next: `${PARTS} ${THEN}` }
    }
  }
}

export function toSignedPart(part: SignedPart & { size: number }): z.output<typeof signedPartSchema> {
  return { ...part, method: 'PUT', headers: withLength(part.headers, part.size) }
}

/** It is signed, so a client that streams has to say it. */
const withLength = (headers: Record<string, string>, bytes: number) => ({ ...headers, 'content-length': String(bytes) })
