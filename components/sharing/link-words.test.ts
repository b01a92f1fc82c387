import { describe, expect, it } from 'vitest'
import type { LinkRow, LinkTerms } from '@/lib/sharing/links/schema'
import { endChoices, linkGates, linkHistory, linkTag, linkTitle, termsSentence } from './link-words'

const LINK: LinkRow = {
  id: 'x',
  label: '',
  state: 'LIVING',
  giver: { name: 'The owner', isMe: true },
  mayChange: true,
  endsAt: null,
  expiresAt: null,
  password: false,
  recipients: [],
  viewOnly: false,
  notifyOnOpen: false,
  maxDownloads: null,
  downloads: 0,
  lastUsedAt: null,
}
const CLOCK = { now: Date.parse('2026-11-24T12:00:00Z'), timeZone: 'UTC' }
const TERMS: LinkTerms = {
  linksAllowed: true,
  frozen: false,
  gate: 'NONE',
  longestDays: null,
  domains: [],
  mail: true,
  opensInline: true,
}

describe('a link in the list', () => {
  it.each([
    [{ label: 'For the bank' }, 'For the bank'],
    [{}, 'Anyone with the link'],
    [{ recipients: ['a@example.com'] }, 'For a@example.com'],
    [{ recipients: ['a@example.com', '@example.net', 'b@example.com'] }, 'For a@example.com and 2 more'],
  ])('%j is called %j', (more, title) => expect(linkTitle({ ...LINK, ...more })).toBe(title))

  it('names its gates', () => {
    expect(linkGates(LINK)).toEqual([])
    const all = {
      password: true,
      recipients: ['a@example.com'],
      viewOnly: true,
      maxDownloads: 5,
      downloads: 7,
      notifyOnOpen: true,
    }
    expect(linkGates({ ...LINK, ...all })).toEqual([
      'Password',
      '1 recipient',
      'View only',
      '5 of 5 opened',
      'Tells you',
    ])
  })

  it.each([
    [{}, 'No end · never opened'],
    [{ endsAt: '2026-11-26T14:02:00Z' }, 'Ends 26 Nov · never opened'],
    [{ endsAt: '2026-11-25T14:02:00Z' }, 'Ends tomorrow at 14:02 · never opened'],
    [{ endsAt: '2026-11-24T14:02:00Z' }, 'Ends today at 14:02 · never opened'],
    [{ endsAt: '2026-11-23T14:02:00Z', state: 'ENDED' as const }, 'Ended yesterday · never opened'],
    [{ downloads: 2, lastUsedAt: '2026-11-24T11:02:00Z' }, 'No end · opened twice, last 11:02'],
  ])('%j: %j', (more, history) => expect(linkHistory({ ...LINK, ...more }, CLOCK)).toBe(history))

  it('is green only while it opens something', () => {
    expect(linkTag('LIVING')).toEqual({ tone: 'seal', word: 'Active' })
    expect(linkTag('FROZEN').tone).toBe('amber')
  })
})

it('ends are offered as far as the organisation allows', () => {
  expect(endChoices(null).map(({ days }) => days)).toEqual([1, 7, 30, 90])
  expect(endChoices(30).map(({ days }) => days)).toEqual([1, 7, 30])
  expect(endChoices(1)).toEqual([{ days: 1, word: 'In one day' }])
})

it('the form says beforehand what the organisation asks', () => {
  expect(termsSentence(TERMS)).toBeNull()
  expect(termsSentence({ ...TERMS, gate: 'EITHER', longestDays: 30 })).toBe(
    'Links need a password or recipients in this organisation. Links live at most 30 days.',
  )
  expect(termsSentence({ ...TERMS, domains: ['example.com'], frozen: true })).toMatch(
    /need recipients.*at @example\.com\. Outside sharing is frozen/,
  )
})
