import { z } from 'zod'
import { documentId } from '../../documents/schema'
import { MAX_WAYS_AT_ONCE, wayRef } from '../../sharing/schema'
import { WAY_KINDS } from '../../sharing/ways/kinds'
import { wayFilter, wayOrder } from '../../sharing/ways/schema'
import { nextCursor, time } from '../answers/parts'
import { revocation } from '../answers/revocation'
import { access, way } from '../answers/way'
import { nameOf, words } from '../answers/words'
import { contract } from '../contract'
import { pageQuery } from '../document-schema'

const tag = 'Sharing'
const kindName = nameOf(WAY_KINDS)
const flag = (description: string) =>
  z
    .enum(['true', 'false'])
    .default('false')
    .transform((text) => text === 'true')
    .meta({ description })

export const getAccess = contract({
  id: 'getAccess',
  method: 'GET',
  path: '/documents/{id}/access',
  scope: 'shares:read',
  tag,
  summary: 'Who can open a document',
  description:
    'Every way into it that stands, with its reason: people, groups, links and URLs that were handed out. For who may share it, and for administrators.',
  params: z.object({ id: documentId.meta({ description: 'The document.' }) }),
  answers: {
    200: {
      description: 'All of them: the owner, people, groups, links, URLs.',
      body: z.object({ documentId: z.uuid(), asOf: time, ways: z.array(access) }),
    },
  },
  errors: ['NOT_FOUND'],
})

export const listWays = contract({
  id: 'listWays',
  method: 'GET',
  path: '/ways',
  scope: 'shares:read',
  tag,
  summary: 'The ways into documents that you may revoke',
  description: 'Into your own documents and those that you gave; administrators see all of the organisation.',
  query: z.object({
    kind: words(WAY_KINDS).transform(kindName).optional(),
    state: z.enum(['living', 'dormant']).optional().meta({ description: '`dormant` stands and opens nothing now.' }),
    giver: z.uuid().optional().meta({ description: 'Only what this person gave.' }),
    outside: flag('Only what people outside hold: links, and URLs handed out by them.'),
    unused: flag('Only what nobody has used yet.'),
    endless: flag('Only what never ends by itself.'),
    search: wayFilter.shape.search.meta({ description: 'In names of documents and people, addresses and labels.' }),
    sort: wayOrder.shape.sort,
    direction: wayOrder.shape.direction,
    ...pageQuery,
  }),
  answers: { 200: { description: 'A page of them.', body: z.object({ ways: z.array(way), nextCursor }) } },
})

export const revokeWays = contract({
  id: 'revokeWays',
  method: 'POST',
  path: '/ways/revoke',
  scope: 'shares:write',
  tag,
  summary: 'Take ways into documents away',
  description:
    'And with them every URL that was handed out under them. What was revoked before counts as nothing; what is not yours to revoke is left alone.',
  body: z.object({
    ways: z
      .array(z.object({ kind: words(WAY_KINDS).transform(kindName), id: wayRef.shape.id }))
      .min(1)
      .max(MAX_WAYS_AT_ONCE),
  }),
  answers: { 200: { description: 'What was taken away.', body: revocation } },
  errors: ['NOT_FOUND'],
})
