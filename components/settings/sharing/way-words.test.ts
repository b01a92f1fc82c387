import { expect, test } from 'vitest'
import type { WayRow, WayTo } from '@/lib/sharing/ways/schema'
import { livingWords, reachOf, whoOf } from './way-words'

const link = (recipients: string[], more: Partial<Extract<WayTo, { kind: 'LINK' }>> = {}): WayTo => ({
  kind: 'LINK',
  label: '',
  recipients,
  recipientCount: recipients.length,
  password: false,
  ...more,
})
const url = (name: string | null, email: string | null, agent: string | null = null): WayTo => ({
  kind: 'URL',
  name,
  email,
  agent,
  label: '',
  under: [],
})
const token = (documents: number | null): Extract<WayTo, { kind: 'AGENT' }> => ({
  kind: 'AGENT',
  agent: 'night export',
  name: 'Projects',
  email: '',
  scopes: ['documents:read'],
  documents,
})

test.each<[WayTo, 'EDITOR' | 'VIEWER', boolean, string]>([
  [{ kind: 'USER', name: 'Projects', email: '' }, 'VIEWER', false, 'Projects, viewer'],
  [{ kind: 'USER', name: 'Projects', email: '' }, 'VIEWER', true, 'Projects, viewer, view only'],
  [{ kind: 'GROUP', name: 'Board', people: 1200 }, 'EDITOR', false, 'Board (1,200), editors'],
  [link([]), 'VIEWER', false, 'Anyone with the link'],
  [link([], { password: true }), 'VIEWER', true, 'Anyone with the link and password, view only'],
  [link(['a@x.example']), 'VIEWER', false, 'a@x.example'],
  [link(['a@x.example', '@y.example']), 'VIEWER', false, 'a@x.example and @y.example'],
  [
    link(['a@x.example', 'b@x.example', 'c@x.example'], { recipientCount: 9, password: true }),
    'VIEWER',
    false,
    'a@x.example and 8 more, with password',
  ],
  [url('Projects', 'p@example.org'), 'VIEWER', false, 'Projects'],
  [url(null, 'client@example.org'), 'VIEWER', false, 'client@example.org'],
  [url(null, null), 'VIEWER', false, 'Somebody with the link'],
  [token(null), 'VIEWER', false, 'Agent token “night export” of Projects'],
  [url('Projects', 'p@example.org', 'night export'), 'VIEWER', false, 'Agent “night export” of Projects'],
])('%o as %s reads right', (to, role, viewOnly, words) => {
  expect(whoOf({ to, role, viewOnly })).toBe(words)
})

test('a token says what it reaches', () => {
  expect([null, 1, 1200].map((documents) => reachOf(token(documents)))).toEqual([
    'Everything Projects can open',
    '1 document',
    '1,200 documents',
  ])
})

test('a URL that is ticked beside its link, or beside the token of its agent, is counted once', () => {
  const row = (id: string, to: WayTo, livingUrls: number): [string, WayRow] => [
    id,
    {
      id,
      to,
      livingUrls,
      document: { id: 'd', name: 'd' },
      giver: null,
      role: 'VIEWER',
      viewOnly: false,
      createdAt: '',
      lastUsedAt: null,
      endsAt: null,
      state: 'LIVING',
    },
  ]
  const under = (...ids: string[]): WayTo => ({ ...url(null, null), kind: 'URL', label: '', under: ids }) as WayTo
  expect(
    livingWords(new Map([row('link', link([]), 2), row('a', under('link'), 1), row('b', under('other'), 1)])),
  ).toBe(' · 3 live URLs handed out')
  expect(livingWords(new Map([row('b', under('other'), 1)]))).toBe(' · 1 live URL handed out')
  expect(livingWords(new Map([row('token', token(null), 1), row('b', under('grant', 'token'), 1)]))).toBe(
    ' · 1 live URL handed out',
  )
  expect(livingWords(new Map([row('link', link([]), 0)]))).toBe('')
})
