import { z } from 'zod'
import { documentId } from '../../documents/schema'
import { GRANT_ROLES } from '../../sharing/grants/roles'
import { searchGranteesInput, VIEW_ONLY_VIEWERS, viewOnlyIsForViewers } from '../../sharing/grants/schema'
import { moment } from '../../sharing/moment'
import { grant } from '../answers/grant'
import { nextCursor, viewOnly } from '../answers/parts'
import { nameOf, words } from '../answers/words'
import { contract } from '../contract'

const tag = 'Sharing'
const ofDocument = z.object({ id: documentId.meta({ description: 'The document.' }) })
const ofGrant = z.object({ id: z.uuid().meta({ description: 'The grant.' }) })
const role = words(GRANT_ROLES).meta({ description: 'Editors rename, replace and share onward for viewing.' })
const roleName = nameOf(GRANT_ROLES)
const expiresAt = moment.nullable().meta({ description: 'ISO 8601 with an offset; null: it does not end by itself.' })

const ETAG = { ETag: 'Version of its terms, for `If-Match` and `If-None-Match`.' }

const email = z
  .string()
  .trim()
  .toLowerCase()
  .max(254)
  .refine((text) => z.email().safeParse(text).success, 'That is not an email address.')

export const listGrants = contract({
  id: 'listGrants',
  method: 'GET',
  path: '/documents/{id}/grants',
  scope: 'shares:read',
  tag,
  summary: 'The people and groups that a document was given to',
  params: ofDocument,
  answers: {
    200: { description: 'All of them, the oldest first.', body: z.object({ grants: z.array(grant), nextCursor }) },
  },
  errors: ['NOT_FOUND'],
})

export const giveGrant = contract({
  id: 'giveGrant',
  method: 'POST',
  path: '/documents/{id}/grants',
  scope: 'shares:write',
  tag,
  summary: 'Give a document to a member or a group of the organisation',
  description:
    'Each has one grant in a document: giving again changes it. Editors give for viewing, owners as they like. People outside need a link or mail.',
  params: ofDocument,
  body: z
    .object({
      to: z
        .union([
          z.strictObject({ email: email.meta({ description: 'A member’s address.' }) }),
          z.strictObject({ userId: z.uuid() }),
          z.strictObject({ groupId: z.uuid() }),
        ])
        .meta({ description: 'A member, by address or id, or a group.' }),
      role: role.default('viewer').transform(roleName),
      viewOnly: viewOnly.default(false),
      expiresAt: expiresAt.default(null),
    })
    .refine(viewOnlyIsForViewers, VIEW_ONLY_VIEWERS),
  answers: {
    200: { description: 'They had it already: the grant with its new terms.', body: grant },
    201: { description: 'The new grant.', body: grant, headers: { Location: 'The grant.' } },
  },
  errors: ['NOT_FOUND', 'NOT_ALLOWED'],
})

export const searchGrantees = contract({
  id: 'searchGrantees',
  method: 'GET',
  path: '/documents/{id}/grantees',
  scope: 'shares:read',
  tag,
  summary: 'Find the members and groups that a document could be given to',
  description: 'The ten that fit best by name or address. Only who may share the document can look people up.',
  params: ofDocument,
  query: z.object({ search: searchGranteesInput.shape.query }),
  answers: {
    200: {
      description: 'Those whose name or address holds what was searched for.',
      body: z.object({
        grantees: z.array(
          z
            .object({
              kind: words(['USER', 'GROUP']),
              id: z.uuid(),
              name: z.string(),
              email: z.string().nullable().meta({ description: 'Null for groups.' }),
              people: z.int().nullable().meta({ description: 'How many of a group can sign in. Null for people.' }),
            })
            .meta({ id: 'Grantee' }),
        ),
        nextCursor,
      }),
    },
  },
  errors: ['NOT_FOUND'],
})

export const getGrant = contract({
  id: 'getGrant',
  method: 'GET',
  path: '/grants/{id}',
  scope: 'shares:read',
  tag,
  summary: 'A grant',
  params: ofGrant,
  answers: {
    200: { description: 'The grant.', body: grant, headers: ETAG },
    304: { description: 'It is still what `If-None-Match` names.', headers: ETAG },
  },
  errors: ['NOT_FOUND'],
})

export const changeGrant = contract({
  id: 'changeGrant',
  method: 'PATCH',
  path: '/grants/{id}',
  scope: 'shares:write',
  tag,
  summary: 'Change the terms of a grant',
  description: 'What is left out stays. URLs that the new terms do not allow are dead when this answers.',
  params: ofGrant,
  body: z.object({
    role: role.transform(roleName).optional(),
    viewOnly: viewOnly.optional(),
    expiresAt: expiresAt.optional(),
  }),
  answers: { 200: { description: 'The grant as it is now.', body: grant, headers: ETAG } },
  errors: ['NOT_FOUND', 'NOT_ALLOWED'],
  conditional: true,
})

export const revokeGrant = contract({
  id: 'revokeGrant',
  method: 'DELETE',
  path: '/grants/{id}',
  scope: 'shares:write',
  tag,
  summary: 'Take a document back from a member or a group',
  description:
    'URLs that were handed out under it are dead, or being killed, when this answers. POST /ways/revoke does the same and counts them.',
  params: ofGrant,
  answers: { 204: { description: 'It is revoked.' } },
  errors: ['NOT_FOUND'],
})
