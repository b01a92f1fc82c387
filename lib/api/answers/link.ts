import { z } from 'zod'
import { LINK_STATES } from '../../sharing/links/limits'
import type { LinkDetails, LinkState } from '../../sharing/links/schema'
import { named, time, viewOnly } from './parts'
import { wordOf, words } from './words'

const STATES = Object.keys(LINK_STATES) as LinkState[]

export const link = z
  .object({
    id: z.uuid(),
    documentId: z.uuid(),
    label: z.string(),
    state: words(STATES).meta({ description: '`living`, or why it opens nothing now.' }),
    giver: named.meta({ description: 'Who made it. A link opens only what its giver may share.' }),
    mayChange: z.boolean().meta({ description: 'Whether you may change and delete it.' }),
    createdAt: time,
    expiresAt: time.nullable().meta({ description: 'The end that was set; null: none.' }),
    endsAt: time
      .nullable()
      .meta({ description: 'When it ends: `expiresAt`, or earlier by the organisation’s policy.' }),
    password: z.boolean().meta({ description: 'Whether it asks for one.' }),
    recipients: z
      .array(z.string())
      .meta({ description: 'Addresses and `@domains` that it is for, proved by a mailed code; empty: anybody.' }),
    viewOnly,
    notifyOnOpen: z.boolean(),
    maxDownloads: z.int().nullable(),
    downloads: z.int(),
    lastUsedAt: time.nullable(),
    mailed: z.boolean().meta({
      description: 'It went out by mail: its address, end and terms are the message’s, see /mailings.',
    }),
  })
  .meta({ id: 'Link' })

export const newLink = link
  .extend({ url: z.url().meta({ description: 'The address. It is in this answer and nowhere else.' }) })
  .meta({ id: 'NewLink' })

export function toLink(details: LinkDetails): z.output<typeof link> {
  const { giver, giverId, state, version: _, ...same } = details
  return { ...same, state: wordOf(state), giver: { id: giverId, name: giver.name } }
}
