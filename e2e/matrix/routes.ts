import { everyAgent, type Agent } from './agents.ts'
import { adminPage, all, page, route, type Answers } from './answers.ts'
import { NOBODY, type Things } from './things.ts'

export type Ask = {
  path?: (things: Things) => string
  /** Sent as JSON. */
  body?: (things: Things) => unknown
  headers?: Record<string, string>
  /** Of people. What agents are answered follows from them and from the scope of the contract … */
  answers: Answers
  /** … except these. */
  agents?: Partial<Record<Agent, unknown>>
}

const document = (end: string) => (it: Things) => `/api/v1/documents/${it.documentId}${end}`
const grant = (it: Things) => `/api/v1/grants/${it.grantId}`
const link = (end: string) => (it: Things) => `/api/v1/links/${it.linkId}${end}`
const mailing = (end: string) => (it: Things) => `/api/v1/mailings/${it.mailingId}${end}`
const upload = (end: string) => (it: Things) => `/api/v1/uploads/${it.uploadId}${end}`

/** An upload that its person began on the page is no agent's. */
const OF_THE_PAGE = { 'agent-write': 404, 'agent-all': 404 } as const

/** This organisation does not let agents share outside, which is asked before what it is about. */
const OUTSIDE_OFF = { 'agent-shares-write': 403, 'agent-all': 403, 'agent-bound': 403 } as const
/** … and after it. */
const OUTSIDE_OFF_LATER = { ...OUTSIDE_OFF, 'agent-bound': 404 } as const
const WRITERS = (answer: number) => ({ 'agent-shares-write': answer, 'agent-all': answer })
const SHARERS = { editor: 200, owner: 200 } as const

/** A form of a page. Agents say no Origin, and forms are taken from our own pages alone, whoever sends them. */
const form = { answers: all(303), agents: everyAgent(403) }

/** Every route of the app. One that is missing here fails the test. */
export const ROUTES: Record<string, Ask> = {
  'GET /': { answers: all(307) },
  'GET /.well-known/oauth-protected-resource': { answers: all(200) },
  'GET /.well-known/oauth-protected-resource/api/mcp': { answers: all(200) },
  'GET /favicon.ico': { answers: all(200) },
  'GET /icon.svg': { answers: all(200) },
  'GET /account': { answers: page(200) },
  'GET /documents': { answers: page(200) },
  'GET /documents/deleted': { answers: page(200) },
  'GET /sent': { answers: page(200) },
  'GET /forgot': { answers: all(200) },
  'GET /sharing': { answers: page(200) },
  'GET /reset/[token]': { path: () => '/reset/not-a-token', answers: all(200) },
  'GET /settings/agents': { answers: adminPage },
  'GET /settings/audit': { answers: adminPage },
  'GET /settings/members': { answers: adminPage },
  'GET /settings/sharing': { answers: adminPage },
  'GET /settings/sharing/policy': { answers: adminPage },
  'GET /settings/storage': { answers: adminPage },
  // Signed in means being sent on.
  'GET /sign-in': { answers: [200, 200, 307, 307, 307, 307, 307] },
  'GET /api/auth/[...nextauth]': { path: () => '/api/auth/session', answers: all(200) },
  'POST /api/auth/[...nextauth]': { path: () => '/api/auth/_log', answers: all(404) },
  // For the edge alone, by its own secret; here there is none.
  'GET /api/edge/authorize': { answers: all(404) },
  'GET /api/health': { answers: all(200) },
  'GET /api/live': { answers: route(200) },
  // For agents alone: the cookie of a person is nothing there.
  'GET /api/mcp': { answers: all(401), agents: everyAgent(405) },
  'POST /api/mcp': {
    body: () => ({ jsonrpc: '2.0', id: 1, method: 'tools/list' }),
    headers: { accept: 'application/json, text/event-stream' },
    answers: all(401),
    agents: everyAgent(200),
  },
  'DELETE /api/mcp': { answers: all(401), agents: everyAgent(405) },
  // Strangers see it; this organisation has none.
  'GET /api/organisation/logo': { answers: all(404) },
  'GET /api/ready': { answers: all(200) },
  'POST /api/storage/events': { answers: all(401) },
  'GET /api/v1/audit/export': {
    path: () => '/api/v1/audit/export?format=ndjson',
    answers: route(403, { admin: 200 }),
  },
  'GET /api/documents': { answers: route(200) },
  'GET /api/documents/deleted': { answers: route(200) },
  'GET /api/v1/documents': { answers: route(200) },
  'POST /api/v1/documents': {
    body: () => ({ name: 'a.txt', size: 1 }),
    answers: route(201),
    agents: { 'agent-bound': 403 },
  },
  'GET /api/v1/documents/[id]': {
    path: document(''),
    answers: route(404, { viewer: 200, editor: 200, owner: 200 }),
  },
  'PATCH /api/v1/documents/[id]': {
    path: document(''),
    body: () => ({ name: 'renamed.txt' }),
    answers: route(404, { editor: 200, owner: 200 }),
  },
  'DELETE /api/v1/documents/[id]': { path: document(''), answers: route(404, { owner: 204 }) },
  'POST /api/v1/documents/[id]/file': {
    path: document('/file'),
    body: () => ({ size: 1 }),
    // The editor's new file is on its way when the owner asks.
    answers: route(404, { editor: 201, owner: 409 }),
    agents: { 'agent-write': 201, 'agent-all': 201 },
  },
  'GET /api/v1/documents/[id]/content': {
    path: (it) => `/api/v1/documents/${it.documentId}/content`,
    answers: route(404, { viewer: 302, editor: 302, owner: 302 }),
  },
  'GET /api/v1/documents/[id]/access': { path: document('/access'), answers: route(404, { ...SHARERS, admin: 200 }) },
  'GET /api/v1/documents/[id]/grantees': {
    path: document('/grantees?search=a'),
    answers: route(404, { ...SHARERS, admin: 200 }),
  },
  'GET /api/v1/documents/[id]/grants': { path: document('/grants'), answers: route(404, SHARERS) },
  'POST /api/v1/documents/[id]/grants': {
    path: document('/grants'),
    body: (it) => ({ to: { userId: it.memberId } }),
    // The owner changes what the editor gave.
    answers: route(404, { editor: 201, owner: 200 }),
    agents: WRITERS(201),
  },
  'GET /api/v1/documents/[id]/links': { path: document('/links'), answers: route(404, SHARERS) },
  'POST /api/v1/documents/[id]/links': {
    path: document('/links'),
    body: () => ({}),
    answers: route(404, { editor: 201, owner: 201 }),
    agents: OUTSIDE_OFF,
  },
  'GET /api/v1/grants/[id]': { path: grant, answers: route(404, SHARERS) },
  'PATCH /api/v1/grants/[id]': {
    path: grant,
    body: () => ({ viewOnly: true }),
    answers: route(404, { editor: 403, owner: 200 }),
  },
  // The administrator has revoked it when the owner asks.
  'DELETE /api/v1/grants/[id]': { path: grant, answers: route(404, { admin: 204 }), agents: WRITERS(204) },
  'GET /api/v1/links/[id]': { path: link(''), answers: route(404, SHARERS) },
  'PATCH /api/v1/links/[id]': {
    path: link(''),
    body: () => ({ label: 'changed' }),
    answers: route(404, { owner: 200 }),
  },
  'DELETE /api/v1/links/[id]': { path: link(''), answers: route(404, { admin: 204 }), agents: WRITERS(204) },
  'POST /api/v1/links/[id]/regenerate': {
    path: link('/regenerate'),
    answers: route(404, { owner: 200 }),
    agents: OUTSIDE_OFF,
  },
  'POST /api/v1/links/[id]/extend': {
    path: link('/extend'),
    body: () => ({ expiresAt: null }),
    answers: route(404, { owner: 200 }),
    agents: OUTSIDE_OFF,
  },
  'POST /api/v1/links/[id]/disable': { path: link('/disable'), answers: route(404, { owner: 200 }) },
  'POST /api/v1/links/[id]/enable': {
    path: link('/enable'),
    answers: route(404, { owner: 200 }),
    agents: OUTSIDE_OFF,
  },
  'GET /api/v1/ways': { answers: route(200) },
  'POST /api/v1/ways/revoke': {
    path: () => '/api/v1/ways/revoke',
    body: (it) => ({ ways: [{ kind: 'link', id: it.linkId }] }),
    answers: route(404, { admin: 200, owner: 200 }),
    agents: { 'agent-bound': 404 },
  },
  'GET /api/v1/mailings': { answers: route(200) },
  'POST /api/v1/mailings': {
    path: () => '/api/v1/mailings',
    body: (it) => ({ documentIds: [it.documentId], recipients: ['client@example.com'] }),
    answers: route(404, { editor: 201, owner: 201 }),
    agents: OUTSIDE_OFF_LATER,
  },
  'GET /api/v1/mailings/[id]': { path: mailing(''), answers: route(404, { owner: 200 }) },
  'GET /api/v1/mailings/[id]/recipients': { path: mailing('/recipients'), answers: route(404, { owner: 200 }) },
  'POST /api/v1/mailings/[id]/resend': {
    path: mailing('/resend'),
    body: () => ({}),
    answers: route(404, { owner: 200 }),
    agents: OUTSIDE_OFF_LATER,
  },
  'POST /api/v1/mailings/[id]/extend': {
    path: mailing('/extend'),
    body: () => ({ seconds: 3600 }),
    answers: route(404, { owner: 200 }),
    agents: OUTSIDE_OFF_LATER,
  },
  'POST /api/v1/mailings/[id]/revoke': {
    path: mailing('/revoke'),
    body: () => ({}),
    answers: route(404, { owner: 200 }),
  },
  'GET /api/v1/audit': { answers: route(403, { admin: 200 }) },
  // What the API is, for everybody.
  'GET /api/v1/docs': { answers: all(200) },
  'GET /api/v1/openapi.json': { answers: all(200) },
  'GET /api/v1/uploads': { answers: route(200) },
  'GET /api/v1/uploads/[id]': { path: upload(''), answers: route(404, { owner: 200 }), agents: OF_THE_PAGE },
  'POST /api/v1/uploads/[id]/sign': { path: upload('/sign'), answers: route(404, { owner: 200 }), agents: OF_THE_PAGE },
  // It is small, and has no parts.
  'POST /api/v1/uploads/[id]/parts': {
    path: upload('/parts'),
    body: () => ({ parts: [{ number: 1 }] }),
    answers: route(404, { owner: 400 }),
    agents: OF_THE_PAGE,
  },
  'POST /api/v1/uploads/[id]/finish': {
    path: upload('/finish'),
    answers: route(404, { owner: 200 }),
    agents: OF_THE_PAGE,
  },
  'DELETE /api/v1/uploads/[id]': { path: upload(''), answers: route(404, { owner: 204 }), agents: OF_THE_PAGE },
  // Links ask nobody to sign in; what each of them answers is a matrix of its own.
  'GET /s/[token]': { path: () => `/s/${NOBODY}`, answers: all(404) },
  'POST /s/[token]/address': { path: () => `/s/${NOBODY}/address`, ...form },
  'POST /s/[token]/ask': { path: () => `/s/${NOBODY}/ask`, ...form },
  'POST /s/[token]/code': { path: () => `/s/${NOBODY}/code`, ...form },
  'POST /s/[token]/password': { path: () => `/s/${NOBODY}/password`, ...form },
  'POST /s/[token]/download': { path: () => `/s/${NOBODY}/download`, ...form },
  'POST /s/[token]/open': { path: () => `/s/${NOBODY}/open`, ...form },
}
