import { z } from 'zod'
import { documentName } from '../../documents/schema'
import { contract } from '../contract'
import {
  DOCUMENT_STATUSES,
  documentParams as params,
  documentSchema as document,
  pageQuery,
  waitQuery,
} from '../document-schema'
import { newDocument, newFile, planSchema as plan, uploadSchema as upload } from '../upload-schema'

const ETAG = 'Version of the document, for `If-Match` and `If-None-Match`.'

export const listDocuments = contract({
  id: 'listDocuments',
  method: 'GET',
  path: '/documents',
  scope: 'documents:read',
  tag: 'Documents',
  summary: 'Documents that the caller may see, newest first',
  query: z.object({
    show: z.enum(['mine', 'shared']).optional().meta({ description: 'Only one’s own, or only those of others.' }),
    search: z
      .string()
      .trim()
      .min(1)
      .max(200)
      // PostgreSQL's texts hold no NUL.
      .regex(/^[^\u0000]*$/)
      .optional()
      .meta({ description: 'A part of the name, in either case.' }),
    status: z.enum(DOCUMENT_STATUSES).optional(),
    sort: z.enum(['created', 'name', 'size']).default('created'),
    direction: z.enum(['asc', 'desc']).default('desc'),
    ...pageQuery,
  }),
  answers: {
    200: {
      description: 'One page.',
      body: z.object({ documents: z.array(document), nextCursor: z.string().nullable() }),
    },
  },
})

export const createDocument = contract({
  id: 'createDocument',
  method: 'POST',
  path: '/documents',
  scope: 'documents:write',
  tag: 'Documents',
  summary: 'Begin a document',
  description:
    'Answers a plan: the bytes go from you to the store, not through this address. Follow the plan, then call its `finish`, then wait for the document to be ready.',
  body: newDocument,
  answers: {
    201: {
      description: 'Begun.',
      body: z.object({ document, upload, plan }),
      headers: { Location: 'The document.', ETag: ETAG },
    },
  },
  errors: ['NOT_ALLOWED', 'TOO_LARGE', 'QUOTA_EXCEEDED'],
})

export const getDocument = contract({
  id: 'getDocument',
  method: 'GET',
  path: '/documents/{id}',
  scope: 'documents:read',
  tag: 'Documents',
  summary: 'A document',
  description: 'With `wait`, the answer comes when its status is final, or after so many seconds as it is then.',
  params,
  query: waitQuery,
  answers: {
    200: { description: 'The document.', body: document, headers: { ETag: ETAG } },
    304: { description: 'It is still what `If-None-Match` names.', headers: { ETag: ETAG } },
  },
  errors: ['NOT_FOUND', 'TOO_MANY'],
})

export const renameDocument = contract({
  id: 'renameDocument',
  method: 'PATCH',
  path: '/documents/{id}',
  scope: 'documents:write',
  tag: 'Documents',
  summary: 'Rename a document',
  params,
  body: z.object({ name: documentName }),
  answers: { 200: { description: 'As it is now.', body: document, headers: { ETag: ETAG } } },
  errors: ['NOT_FOUND'],
  conditional: true,
})

export const deleteDocument = contract({
  id: 'deleteDocument',
  method: 'DELETE',
  path: '/documents/{id}',
  scope: 'documents:write',
  tag: 'Documents',
  summary: 'Delete a document',
  description:
    'For its owner. URLs that were handed out for it stop answering. One that is ready waits 30 days among the deleted documents of its owner, who can restore it there.',
  params,
  answers: { 204: { description: 'Deleted.' } },
  errors: ['NOT_FOUND'],
  conditional: true,
})

export const replaceFile = contract({
  id: 'replaceDocumentFile',
  method: 'POST',
  path: '/documents/{id}/file',
  scope: 'documents:write',
  tag: 'Documents',
  summary: 'Begin a new file for a document',
  description: 'The document goes on with the file it has until the new one was checked. One at a time.',
  params,
  body: newFile,
  answers: {
    201: {
      description: 'Begun.',
      body: z.object({ document, upload, plan }),
      headers: { Location: 'The upload.', ETag: ETAG },
    },
  },
  errors: ['NOT_FOUND', 'CONFLICT', 'TOO_LARGE', 'QUOTA_EXCEEDED'],
  conditional: true,
})

export const getContent = contract({
  id: 'getDocumentContent',
  method: 'GET',
  path: '/documents/{id}/content',
  scope: 'documents:read',
  tag: 'Documents',
  summary: 'The bytes of a document',
  description:
    'Redirects to a URL of the store that lives for seconds. Follow it without the Authorization header, at once; it is a secret as long as it lives.',
  params,
  query: z.object({
    disposition: z
      .enum(['attachment', 'inline'])
      .default('attachment')
      .meta({ description: '`inline` for types that a browser may open in a tab.' }),
    redirect: z
      .enum(['true', 'false'])
      .default('true')
      .meta({ description: '`false`: 200 with the URL instead of a redirect.' }),
  }),
  answers: {
    200: {
      description: 'With `redirect=false`: the URL and when it ends.',
      body: z.object({ url: z.url(), expiresAt: z.iso.datetime() }),
    },
    302: { description: 'Go to the URL.', headers: { Location: 'The signed URL.' } },
  },
  errors: ['NOT_FOUND', 'MOVING'],
})
