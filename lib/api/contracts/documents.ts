import { z } from 'zod'
import { contract } from '../contract'

const id = z.object({ id: z.uuid().meta({ description: 'The document.' }) })

export const getContent = contract({
  id: 'getDocumentContent',
  method: 'GET',
  path: '/documents/{id}/content',
  scope: 'documents:read',
  tag: 'Documents',
  summary: 'The bytes of a document',
  description:
    'Redirects to a URL of the store that lives for seconds. Follow it without the Authorization header, at once; it is a secret as long as it lives.',
  params: id,
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
