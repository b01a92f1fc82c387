import { z } from 'zod'
import { WAY_KINDS } from '../../sharing/ways/kinds'
import type { WayRow } from '../../sharing/ways/schema'
import type { Way } from '../../sharing/ways/who-can-open-schema'
import { group, named, person, time, viewOnly } from './parts'
import { wordOf, words } from './words'

const STATES = ['LIVING', 'PERSON_DISABLED', 'DISABLED', 'FROZEN', 'AGAINST_POLICY', 'GIVER_MAY_NOT', 'DYING'] as const
const state = words(STATES).meta({ description: '`living`, or why it opens nothing now.' })
const usedAt = time.nullable().meta({ description: 'When the newest URL was handed out under it.' })
const endsAt = time.nullable().meta({ description: 'Null: it does not end by itself.' })

/** A row of the sharing table. */
export const way = z
  .object({
    kind: words(WAY_KINDS),
    id: z.uuid().meta({ description: 'With `kind`, what POST /ways/revoke takes.' }),
    document: named.nullable().meta({ description: 'Null for a token that reaches whatever its person may.' }),
    name: z.string().nullable().meta({ description: 'Of the person or group that has it, or of a URL’s holder.' }),
    email: z.string().nullable().meta({ description: 'Of the person, or the address that was proved to a link.' }),
    agent: z.string().nullable().meta({ description: 'The name of the token, or of the one whose agent holds a URL.' }),
    label: z.string().nullable().meta({ description: 'Of the link, or of the one that a URL was handed out under.' }),
    recipients: z.array(z.string()).meta({ description: 'Of a link: the first few.' }),
    password: z.boolean().meta({ description: 'Whether a link asks for one.' }),
    giver: named.nullable(),
    role: words(['EDITOR', 'VIEWER']),
    viewOnly,
    createdAt: time,
    lastUsedAt: usedAt,
    endsAt,
    state,
    livingUrls: z.int().meta({ description: 'URLs handed out under it that still answer.' }),
  })
  .meta({ id: 'Way' })

export function toWay({ id, to, document, giver, ...row }: WayRow): z.output<typeof way> {
  const { viewOnly, createdAt, lastUsedAt, endsAt, livingUrls } = row
  return {
    kind: wordOf(to.kind),
    id,
    document: document && { id: document.id, name: document.name },
    name: 'name' in to ? to.name : null,
    email: 'email' in to ? to.email : null,
    agent: 'agent' in to ? to.agent : null,
    label: 'label' in to ? to.label : null,
    recipients: to.kind === 'LINK' ? to.recipients : [],
    password: to.kind === 'LINK' && to.password,
    giver: giver && { id: giver.id, name: giver.name },
    role: wordOf(row.role),
    state: wordOf(row.state),
    viewOnly,
    createdAt,
    lastUsedAt,
    endsAt,
    livingUrls,
  }
}

/** A way into one document, as “Who can open this?” has it. */
export const access = z
  .object({
    kind: words(['OWNER', ...WAY_KINDS]),
    id: z.uuid(),
    person: person
      .nullable()
      .meta({ description: 'The owner, who it was given to, whose agent it is, or who was handed the URL.' }),
    group: group.nullable(),
    link: z
      .object({ label: z.string(), password: z.boolean(), recipients: z.array(z.string()) })
      .nullable()
      .meta({ description: 'The link itself, or the one that a URL was handed out under.' }),
    agent: z.object({ name: z.string() }).nullable().meta({
      description: 'The agent token itself, or the one whose agent was handed the URL.',
    }),
    email: z.string().nullable().meta({ description: 'Of a URL: the address that was proved to its link.' }),
    giver: named.nullable(),
    role: words(['OWNER', 'EDITOR', 'VIEWER']),
    viewOnly,
    createdAt: time,
    endsAt,
    state: words([...STATES, 'USED_UP', 'NOBODY_IN_IT']).meta({
      description: '`living`, or why it opens nothing now.',
    }),
    mayRevoke: z.boolean(),
  })
  .meta({ id: 'Access' })

export function toAccess(found: Way): z.output<typeof access> {
  const { id, person, group, link, agent, email, giver, viewOnly, createdAt, endsAt, mayRevoke } = found
  const [kind, role, state] = [wordOf(found.kind), wordOf(found.role), wordOf(found.state)]
  return { kind, id, person, group, link, agent, email, giver, role, viewOnly, createdAt, endsAt, state, mayRevoke }
}
