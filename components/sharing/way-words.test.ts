import { expect, test } from 'vitest'
import type { Way } from '@/lib/sharing/ways/who-can-open-schema'
import { wayDormant, wayReason, wayTitle } from './way-words'

const NOW = '2026-11-24T12:00:00.000Z'
const clock = { now: Date.parse(NOW), timeZone: 'UTC' }

const way = (given: Partial<Way>): Way => ({
  kind: 'USER',
  id: 'id',
  person: null,
  group: null,
  link: null,
  agent: null,
  email: null,
  giver: null,
  role: 'VIEWER',
  viewOnly: false,
  createdAt: '2026-11-19T10:00:00.000Z',
  endsAt: null,
  state: 'LIVING',
  mayRevoke: true,
  ...given,
})
const person = { id: 'p', name: 'Projects', email: 'projects@example.org' }
const giver = { id: 'g', name: 'Legal' }

test.each<[string, Partial<Way>, string, string]>([
  ['the owner', { kind: 'OWNER', person, role: 'OWNER' }, 'Projects', 'Owns it.'],
  ['a person', { person, giver }, 'Projects', 'May open and download it, given by Legal on 19 Nov.'],
  [
    'an editor until a day',
    { person, giver, role: 'EDITOR', endsAt: '2026-12-31T23:59:59.999Z' },
    'Projects',
    'May change it, given by Legal on 19 Nov, until 31 December 2026, 23:59.',
  ],
  [
    'a group that may view',
    { kind: 'GROUP', group: { id: 'b', name: 'Board', people: 7 }, giver, viewOnly: true, createdAt: NOW },
    'Board (7 people)',
    'Every member of the group Board may view it, given by Legal on 24 November.',
  ],
  [
    'a link',
    { kind: 'LINK', link: { label: 'printer', password: true, recipients: [] }, giver },
    'Anyone with the link and its password',
    'A link “printer” made by Legal on 19 Nov.',
  ],
  [
    'a link for somebody',
    { kind: 'LINK', link: { label: '', password: false, recipients: ['@example.org', 'a@example.com'] }, giver },
    '@example.org, a@example.com',
    'A link made by Legal on 19 Nov.',
  ],
  [
    'an agent token',
    { kind: 'AGENT', agent: { name: 'night export' }, person, endsAt: '2026-12-31T23:59:59.999Z' },
    'Agent token “night export” of Projects',
    'May open and download it in the name of Projects, made on 19 Nov, until 31 December 2026, 23:59.',
  ],
  [
    'a URL of an agent',
    {
      kind: 'URL',
      agent: { name: 'night export' },
      person,
      createdAt: '2026-11-24T11:59:40.000Z',
      endsAt: '2026-11-24T12:00:40.000Z',
    },
    'Agent “night export” of Projects',
    'A URL handed out 20 s ago, ends in 40 s.',
  ],
  [
    'a URL',
    { kind: 'URL', person, createdAt: '2026-11-24T11:59:40.000Z', endsAt: '2026-11-24T12:00:40.000Z' },
    'Projects',
    'A URL handed out 20 s ago, ends in 40 s.',
  ],
  [
    'a URL of a link',
    {
      kind: 'URL',
      email: 'a@example.com',
      link: { label: 'printer', password: false, recipients: ['a@example.com'] },
      createdAt: '2026-11-24T11:55:00.000Z',
      endsAt: '2026-11-26T13:00:00.000Z',
    },
    'a@example.com',
    'A URL handed out 5 min ago by a link “printer”, ends in 2 days.',
  ],
])('%s has a name and a reason', (_, given, title, reason) => {
  expect(wayTitle(way(given))).toBe(title)
  expect(wayReason(way(given), NOW, clock)).toBe(reason)
})

test('what is dormant says why, and what lives says nothing', () => {
  expect(wayDormant('LIVING')).toBeNull()
  expect(wayDormant('FROZEN')).toBe('Opens nothing while outside sharing is frozen.')
})
