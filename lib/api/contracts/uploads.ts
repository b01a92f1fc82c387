import { z } from 'zod'
import { contract } from '../contract'
import { pageQuery, waitQuery } from '../document-schema'
import { partsToSign, planSchema, signedPartSchema, uploadParams as params, uploadSchema } from '../upload-schema'

export const listUploads = contract({
  id: 'listUploads',
  method: 'GET',
  path: '/uploads',
  scope: 'documents:write',
  tag: 'Uploads',
  summary: 'Uploads that are under way, newest first',
  description: 'Those that this token began; for a person, those that were begun on the page.',
  query: z.object({
    strategy: z.enum(['post', 'put', 'multipart']).optional(),
    status: z.enum(['receiving', 'verifying']).optional(),
    ...pageQuery,
  }),
  answers: {
    200: {
      description: 'One page.',
      body: z.object({ uploads: z.array(uploadSchema), nextCursor: z.string().nullable() }),
    },
  },
})

export const getUpload = contract({
  id: 'getUpload',
  method: 'GET',
  path: '/uploads/{id}',
  scope: 'documents:write',
  tag: 'Uploads',
  summary: 'What became of an upload',
  description: 'With `wait`, the answer comes when its status is final, or after so many seconds as it is then.',
  params,
  query: waitQuery,
  answers: { 200: { description: 'The upload.', body: uploadSchema } },
  errors: ['NOT_FOUND'],
})

export const signUpload = contract({
  id: 'signUpload',
  method: 'POST',
  path: '/uploads/{id}/sign',
  scope: 'documents:write',
  tag: 'Uploads',
  summary: 'Sign an upload again',
  description: 'When its plan has run out, or to learn which parts the store has already.',
  params,
  answers: { 200: { description: 'A fresh plan.', body: z.object({ plan: planSchema }) } },
  errors: ['NOT_FOUND', 'CONFLICT'],
})

export const signParts = contract({
  id: 'signUploadParts',
  method: 'POST',
  path: '/uploads/{id}/parts',
  scope: 'documents:write',
  tag: 'Uploads',
  summary: 'Sign parts whose turn has come',
  description:
    'Each part is one PUT with the headers that stand beside its URL. Sign a few at a time: a signature lives as long as one part takes on a slow line.',
  params,
  body: partsToSign,
  answers: { 200: { description: 'In the order asked.', body: z.object({ parts: z.array(signedPartSchema) }) } },
  errors: ['NOT_FOUND', 'CONFLICT'],
})

export const finishUpload = contract({
  id: 'finishUpload',
  method: 'POST',
  path: '/uploads/{id}/finish',
  scope: 'documents:write',
  tag: 'Uploads',
  summary: 'Say that the last byte went out',
  description: 'The store is asked whether it has all of it. Parts are joined by this.',
  params,
  answers: {
    200: {
      description: 'What the store has.',
      body: z.object({
        arrived: z.boolean().meta({ description: 'Whether all bytes are there and were taken.' }),
        reason: z.string().nullable().meta({
          description: 'Where they were not: why the upload has ended, as a sentence. Null: bytes are missing yet.',
        }),
        upload: uploadSchema,
      }),
    },
  },
  errors: ['NOT_FOUND', 'SCANNER_DOWN'],
})

export const cancelUpload = contract({
  id: 'cancelUpload',
  method: 'DELETE',
  path: '/uploads/{id}',
  scope: 'documents:write',
  tag: 'Uploads',
  summary: 'Cancel an upload',
  description: 'One that has ended already stays as it ended. A new document whose only upload this was is gone.',
  params,
  answers: { 204: { description: 'Cancelled, or ended before.' } },
  errors: ['NOT_FOUND'],
})
