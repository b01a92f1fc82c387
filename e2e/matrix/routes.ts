import { adminPage, all, page, route, type Answers } from './answers.ts'
import { NOBODY, type Things } from './things.ts'

export type Ask = { path?: (things: Things) => string; answers: Answers }

const upload = (end: string) => (it: Things) => `/api/v1/uploads/${it.uploadId}${end}`

/** Every route of the app. One that is missing here fails the test. */
export const ROUTES: Record<string, Ask> = {
  'GET /': { answers: all(307) },
  'GET /favicon.ico': { answers: all(200) },
  'GET /icon.svg': { answers: all(200) },
  'GET /account': { answers: page(200) },
  'GET /documents': { answers: page(200) },
  'GET /sent': { answers: page(200) },
  'GET /forgot': { answers: all(200) },
  'GET /sharing': { answers: page(200) },
  'GET /reset/[token]': { path: () => '/reset/not-a-token', answers: all(200) },
  'GET /settings/audit': { answers: adminPage },
  'GET /settings/members': { answers: adminPage },
  'GET /settings/sharing': { answers: adminPage },
  'GET /settings/sharing/policy': { answers: adminPage },
  'GET /settings/storage': { answers: adminPage },
  // Signed in means being sent on.
  'GET /sign-in': { answers: [200, 200, 307, 307, 307, 307, 307] },
  'GET /api/auth/[...nextauth]': { path: () => '/api/auth/session', answers: all(200) },
  'POST /api/auth/[...nextauth]': { path: () => '/api/auth/_log', answers: all(404) },
  'GET /api/health': { answers: all(200) },
  'GET /api/live': { answers: route(200) },
  // Strangers see it; this organisation has none.
  'GET /api/organisation/logo': { answers: all(404) },
  'GET /api/ready': { answers: all(200) },
  'POST /api/storage/events': { answers: all(401) },
  'GET /api/v1/audit/export': {
    path: () => '/api/v1/audit/export?format=ndjson',
    answers: route(403, { admin: 200 }),
  },
  'GET /api/v1/documents': { answers: route(200) },
  'GET /api/v1/documents/[id]/content': {
    path: (it) => `/api/v1/documents/${it.documentId}/content`,
    answers: route(404, { viewer: 302, editor: 302, owner: 302 }),
  },
  'GET /api/v1/uploads': { answers: route(200) },
  'POST /api/v1/uploads/[id]/sign': { path: upload('/sign'), answers: route(404, { owner: 200 }) },
  // Without its body, which says which parts.
  'POST /api/v1/uploads/[id]/parts': { path: upload('/parts'), answers: route(400) },
  'POST /api/v1/uploads/[id]/finish': { path: upload('/finish'), answers: route(404, { owner: 200 }) },
  'DELETE /api/v1/uploads/[id]': { path: upload(''), answers: route(404, { owner: 204 }) },
  // Links ask nobody to sign in; what each of them answers is a matrix of its own.
  'GET /s/[token]': { path: () => `/s/${NOBODY}`, answers: all(404) },
  'POST /s/[token]/address': { path: () => `/s/${NOBODY}/address`, answers: all(303) },
  'POST /s/[token]/ask': { path: () => `/s/${NOBODY}/ask`, answers: all(303) },
  'POST /s/[token]/code': { path: () => `/s/${NOBODY}/code`, answers: all(303) },
  'POST /s/[token]/password': { path: () => `/s/${NOBODY}/password`, answers: all(303) },
  'POST /s/[token]/download': { path: () => `/s/${NOBODY}/download`, answers: all(303) },
  'POST /s/[token]/open': { path: () => `/s/${NOBODY}/open`, answers: all(303) },
}
