import { z } from 'zod'
import { documentId } from '../../documents/schema'
import { changeLinkInput, createLinkInput, linkId } from '../../sharing/links/schema'
import { moment } from '../../sharing/moment'
import { link, newLink } from '../answers/link'
import { nextCursor, viewOnly } from '../answers/parts'
import { contract, type Answer } from '../contract'

const tag = 'Sharing'
const ofDocument = z.object({ id: documentId.meta({ description: 'The document.' }) })
const ofLink = z.object({ id: linkId.meta({ description: 'The link.' }) })

const { label, maxDownloads, recipients, notifyOnOpen, password } = createLinkInput.shape
const expiresAt = moment.nullable().meta({ description: 'ISO 8601 with an offset; null: it does not end by itself.' })
const terms = {
  label: label.meta({ description: 'For yourself: visitors do not see it.' }),
  expiresAt,
  recipients: recipients.meta({
    description:
      'Addresses, or `@example.com` for everybody there; each proves theirs by a mailed code. Empty: anybody.',
  }),
  viewOnly,
  maxDownloads,
  notifyOnOpen: notifyOnOpen.meta({ description: 'Mails its giver when it is opened.' }),
}
const ETAG = { ETag: 'Version of its terms, for `If-Match` and `If-None-Match`.' }
const asItIs: Record<number, Answer> = {
  200: { description: 'The link as it is now.', body: link, headers: ETAG },
}

export const listLinks = contract({
  id: 'listLinks',
  method: 'GET',
  path: '/documents/{id}/links',
  scope: 'shares:read',
  tag,
  summary: 'The links of a document',
  description: 'The newest first, ended ones too. Those that went out by mail are with their message: /mailings.',
  params: ofDocument,
  answers: { 200: { description: 'All of them.', body: z.object({ links: z.array(link), nextCursor }) } },
  errors: ['NOT_FOUND'],
})

export const createLink = contract({
  id: 'createLink',
  method: 'POST',
  path: '/documents/{id}/links',
  scope: 'shares:write',
  tag,
  summary: 'Make a link for people outside',
  description: 'Only where the organisation lets agents share outside, and within its policy.',
  params: ofDocument,
  body: z.object({
    label: terms.label.default(''),
    expiresAt: expiresAt.default(null),
    password: password.default(null).meta({ description: 'Null: none.' }),
    recipients: terms.recipients.default([]),
    viewOnly: viewOnly.default(false),
    maxDownloads: maxDownloads.default(null).meta({ description: 'Null: as many as they like.' }),
    notifyOnOpen: terms.notifyOnOpen.default(false),
  }),
  answers: { 201: { description: 'The link and its address.', body: newLink, headers: { Location: 'The link.' } } },
  errors: ['NOT_FOUND', 'OUTSIDE_OFF', 'MAIL_OFF'],
})

export const getLink = contract({
  id: 'getLink',
  method: 'GET',
  path: '/links/{id}',
  scope: 'shares:read',
  tag,
  summary: 'A link',
  params: ofLink,
  answers: {
    200: { description: 'The link.', body: link, headers: ETAG },
    304: { description: 'It is still what `If-None-Match` names.', headers: ETAG },
  },
  errors: ['NOT_FOUND'],
})

export const changeLink = contract({
  id: 'changeLink',
  method: 'PATCH',
  path: '/links/{id}',
  scope: 'shares:write',
  tag,
  summary: 'Change what a link asks for and allows',
  description:
    'What is left out stays. What visitors proved before counts no more when password, recipients or viewing change; URLs that they could not get now are dead when this answers. Where agents may not share outside they can only narrow a link.',
  params: ofLink,
  body: z.object({
    label: terms.label.optional(),
    expiresAt: expiresAt.optional(),
    password: changeLinkInput.shape.password.meta({ description: 'Null takes it away.' }),
    recipients: terms.recipients.optional(),
    viewOnly: viewOnly.optional(),
    maxDownloads: maxDownloads.optional(),
    notifyOnOpen: terms.notifyOnOpen.optional(),
  }),
  answers: asItIs,
  errors: ['NOT_FOUND', 'OUTSIDE_OFF', 'CONFLICT', 'MAIL_OFF'],
  conditional: true,
})

export const deleteLink = contract({
  id: 'deleteLink',
  method: 'DELETE',
  path: '/links/{id}',
  scope: 'shares:write',
  tag,
  summary: 'Revoke a link for good',
  description:
    'URLs that were handed out by it are dead, or being killed, when this answers. POST /ways/revoke does the same and counts them.',
  params: ofLink,
  answers: { 204: { description: 'It is revoked.' } },
  errors: ['NOT_FOUND'],
})

export const regenerateLink = contract({
  id: 'regenerateLink',
  method: 'POST',
  path: '/links/{id}/regenerate',
  scope: 'shares:write',
  tag,
  summary: 'Give a link another address',
  description: 'The old address opens nothing any more, and URLs that came through it are dead when this answers.',
  params: ofLink,
  answers: { 200: { description: 'The link and its new address.', body: newLink } },
  errors: ['NOT_FOUND', 'OUTSIDE_OFF', 'CONFLICT'],
})

export const extendLink = contract({
  id: 'extendLink',
  method: 'POST',
  path: '/links/{id}/extend',
  scope: 'shares:write',
  tag,
  summary: 'Give a link another end',
  description: 'Its life by the organisation’s policy is counted from now. Also for a link that has ended.',
  params: ofLink,
  body: z.object({ expiresAt }),
  answers: asItIs,
  errors: ['NOT_FOUND', 'OUTSIDE_OFF', 'CONFLICT', 'MAIL_OFF'],
})

export const disableLink = contract({
  id: 'disableLink',
  method: 'POST',
  path: '/links/{id}/disable',
  scope: 'shares:write',
  tag,
  summary: 'Make a link open nothing until it is enabled',
  params: ofLink,
  answers: asItIs,
  errors: ['NOT_FOUND'],
})

export const enableLink = contract({
  id: 'enableLink',
  method: 'POST',
  path: '/links/{id}/enable',
  scope: 'shares:write',
  tag,
  summary: 'Let a disabled link open again',
  params: ofLink,
  answers: asItIs,
  errors: ['NOT_FOUND', 'OUTSIDE_OFF'],
})
