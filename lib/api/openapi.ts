import { SCOPES } from '../auth/scopes'
import { CONTRACTS } from './contracts'
import type { OpenApi } from './openapi/document'
import { HEADERS, PARAMETERS } from './openapi/headers'
import { operationOf } from './openapi/operation'
import { Problems } from './openapi/problems'
import { Schemas } from './openapi/schemas'

/** Of the promise, not of the product: it grows with what is added, and `/api/v2` would be what breaks it. */
export const API_VERSION = '1.0.0'

const TAGS = {
  Documents: 'What the token’s person may read, and the bytes of it.',
  Uploads: 'Bringing a file: begin, send the bytes to the store, finish, wait until it is Ready.',
  Sharing: 'Who can open a document, and giving and taking that: people, groups, links.',
  Mail: 'Sending documents to addresses.',
  Audit: 'What happened, for administrators.',
  About: 'The API itself.',
} as const

const INTRODUCTION = [
  'Documents from a bucket that is never public. Bytes never pass through this API: it answers plans for uploads and signed URLs of the store that live for seconds.',
  'Send `Authorization: Bearer cs_agent_…` with a token from your account page. It acts for its person: never more than the person may now, never more than its scopes.',
  'Errors are problem details (RFC 9457): go by `code`. Every answer carries `X-Request-Id`.',
].join('\n\n')

/** The OpenAPI 3.1 document, made of the contracts that the routes validate by. `appUrl` is where people reach the app. */
export function openApi(appUrl: string): OpenApi {
  const schemas = new Schemas()
  const problems = new Problems(schemas)
  const paths: OpenApi['paths'] = {}
  for (const it of CONTRACTS)
    paths[it.path] = { ...paths[it.path], [it.method.toLowerCase()]: operationOf(it, schemas, problems) }
  const used = new Set<string>(CONTRACTS.map(({ tag }) => tag))
  return {
    openapi: '3.1.1',
    info: {
      title: 'Countersign',
      version: API_VERSION,
      summary: 'Share documents from a bucket that is never public.',
      description: INTRODUCTION,
    },
    servers: [{ url: `${appUrl}/api/v1` }],
    tags: Object.entries(TAGS)
      .filter(([name]) => used.has(name))
      .map(([name, description]) => ({ name, description })),
    paths,
    components: {
      schemas: schemas.components,
      responses: problems.components,
      headers: HEADERS,
      parameters: PARAMETERS,
      securitySchemes: {
        token: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'cs_agent_<id>_<secret>',
          description: `An agent’s token, made on the account page. Scopes: ${SCOPES.map((scope) => `\`${scope}\``).join(', ')}.`,
        },
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'next-auth.session-token',
          description: 'A signed-in person’s browser. Requests that change something must come from this origin.',
        },
      },
    },
  }
}
