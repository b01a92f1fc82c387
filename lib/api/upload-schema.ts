import { z } from 'zod'
import { documentName } from '../documents/schema'
import { declaredType, MAX_PARTS_A_SIGNING, sha256 } from '../uploads/schema'

// Client-safe: uploads as /api/v1 takes and answers them.

export const UPLOAD_STATUSES = ['receiving', 'verifying', 'done', 'rejected', 'cancelled'] as const

export const uploadSchema = z
  .object({
    id: z.uuid(),
    documentId: z.uuid(),
    name: z.string().meta({ description: 'Of the document.' }),
    size: z.number().int().meta({ description: 'Bytes, as declared. Other sizes are not accepted.' }),
    strategy: z.enum(['post', 'put', 'multipart']),
    status: z.enum(UPLOAD_STATUSES).meta({
      description:
        '`receiving` until the store has all bytes, `verifying` while they are checked. Final: `done`, `rejected`, `cancelled`.',
    }),
    rejection: z.string().nullable().meta({ description: 'Why it was rejected, as a sentence.' }),
    replaces: z.boolean().meta({ description: 'Whether it brings a new file for a document that has one.' }),
    createdAt: z.iso.datetime(),
    expiresAt: z.iso.datetime().meta({ description: 'Until then bytes may come. Signing again moves it.' }),
  })
  .meta({ id: 'Upload' })

export type ApiUpload = z.output<typeof uploadSchema>

const call = z.object({ method: z.literal('POST'), url: z.url() })
const headers = z
  .record(z.string(), z.string())
  .meta({ description: 'Send exactly these, and nothing else that is signed: no Authorization header.' })
const next = z.string().meta({ description: 'What to do with this plan, in words.' })
const finish = call.meta({ description: 'Call it, with the token, after the last byte.' })

export const planSchema = z
  .discriminatedUnion('strategy', [
    z
      .object({
        strategy: z.literal('post'),
        method: z.literal('POST'),
        url: z.url(),
        fields: z
          .record(z.string(), z.string())
          .meta({ description: 'Fields of a multipart/form-data body, all before the field `file` with the bytes.' }),
        expiresAt: z.iso.datetime(),
        finish,
        next,
      })
      .meta({ title: 'One form' }),
    z
      .object({
        strategy: z.literal('put'),
        method: z.literal('PUT'),
        url: z.url(),
        headers,
        expiresAt: z.iso.datetime(),
        finish,
        next,
      })
      .meta({ title: 'One PUT' }),
    z
      .object({
        strategy: z.literal('multipart'),
        partSize: z.number().int().meta({ description: 'Bytes of every part but the last.' }),
        partCount: z.number().int(),
        lastPartSize: z.number().int(),
        checksums: z.boolean().meta({ description: 'Whether each part has to be signed with its SHA-256.' }),
        present: z.array(z.number().int()).meta({ description: 'Numbers of the parts that the store has already.' }),
        sign: call.meta({ description: 'Signs parts: `{"parts": [{"number": 1}]}`.' }),
        finish,
        next,
      })
      .meta({ title: 'Parts' }),
  ])
  .meta({ id: 'UploadPlan', description: 'How the bytes are brought to the store. URLs in it are secrets.' })

export type ApiPlan = z.output<typeof planSchema>

export const signedPartSchema = z
  .object({
    number: z.number().int(),
    method: z.literal('PUT'),
    url: z.url(),
    headers,
    size: z.number().int().meta({ description: 'Bytes of this part, exactly.' }),
  })
  .meta({ id: 'SignedPart' })

const bytes = {
  size: z.number().int().nonnegative().meta({ description: 'Bytes, exactly.' }),
  type: declaredType.default('application/octet-stream').meta({
    description: 'Only what the bytes themselves say is stored and served.',
  }),
  sha256: sha256.optional().meta({
    description:
      'Of the whole file, in hexadecimal digits or base64. Other bytes are rejected. Not for files in parts.',
  }),
  checksums: z
    .boolean()
    .default(false)
    .meta({ description: 'Whether parts will be signed with their SHA-256, which the store then checks.' }),
}

export const newDocument = z.object({ name: documentName, ...bytes })
export const newFile = z.object(bytes)

export const partsToSign = z.object({
  parts: z
    .array(
      z.object({
        number: z.number().int().min(1).max(10_000),
        sha256: sha256.nullable().default(null).meta({ description: 'Where the plan has `checksums`.' }),
      }),
    )
    .min(1)
    .max(MAX_PARTS_A_SIGNING),
})

export const uploadParams = z.object({ id: z.uuid().meta({ description: 'The upload.' }) })
