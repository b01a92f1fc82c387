import { expect, test } from 'vitest'
import type { SentRecipient, SentRow, SentState } from '@/lib/mailings/schema'
import { addressWords, countFor, countWords, hasMoving, recipientFacts } from './sent-words'

const CLOCK = { now: Date.parse('2026-11-25T14:30:00Z'), timeZone: 'UTC' }
const RECIPIENT: SentRecipient = {
  id: 'r',
  address: 'client@example.org',
  state: 'SENT',
  answer: '250 Ok',
  attempts: 1,
  dueAt: null,
  sentAt: '2026-11-25T14:02:00Z',
  openedAt: null,
  downloadedAt: null,
  endsAt: '2026-11-26T14:02:00Z',
  askedAt: null,
  may: { resend: true, extend: true, revoke: true },
}

function row(counts: Partial<Record<SentState, number>>, delivery: SentRow['delivery'] = 'APP'): SentRow {
  const none = {
    QUEUED: 0,
    SENDING: 0,
    SENT: 0,
    OPENED: 0,
    DOWNLOADED: 0,
    FAILED: 0,
    CANCELLED: 0,
    REVOKED: 0,
    EXPIRED: 0,
    STOPPED: 0,
  }
  return {
    id: 'm',
    subject: 'Offer',
    createdAt: '2026-11-25T14:02:00Z',
    delivery,
    seconds: 86_400,
    asksCode: false,
    hasPassword: false,
    documents: [],
    addresses: [],
    counts: { ...none, ...counts },
    recipients: Object.values(counts).reduce((sum, count) => sum + count, 0),
  }
}

test('a line says what happened and what is next', () => {
  expect(recipientFacts(RECIPIENT, CLOCK)).toBe('Sent 14:02 · ends tomorrow 14:02')
  const opened = {
    ...RECIPIENT,
    state: 'DOWNLOADED' as const,
    openedAt: '2026-11-25T14:10:00Z',
    downloadedAt: '2026-11-25T14:11:00Z',
  }
  expect(recipientFacts(opened, CLOCK)).toBe('Sent 14:02 · opened 14:10 · downloaded 14:11 · ends tomorrow 14:02')
  expect(recipientFacts({ ...RECIPIENT, state: 'REVOKED' }, CLOCK)).toBe('Sent 14:02')
  expect(recipientFacts({ ...RECIPIENT, state: 'STOPPED' }, CLOCK)).toBe('Sent 14:02 · opens nothing now')
  const ended = {
    ...RECIPIENT,
    state: 'EXPIRED' as const,
    endsAt: '2026-11-24T14:02:00Z',
    askedAt: '2026-11-25T09:00:00Z',
  }
  expect(recipientFacts(ended, CLOCK)).toBe('Sent 14:02 · ended yesterday · asked for it again 09:00')
})

test('what could not be sent says what the mail server said', () => {
  const failed = { ...RECIPIENT, state: 'FAILED' as const, answer: '550 No such mailbox' }
  expect(recipientFacts(failed, CLOCK)).toBe('550 No such mailbox')
  const waiting = { ...RECIPIENT, state: 'QUEUED' as const, sentAt: null, answer: 'The mail server does not answer.' }
  expect(recipientFacts({ ...waiting, dueAt: '2026-11-25T14:35:00Z' }, CLOCK)).toBe(
    'The mail server does not answer. Next try 14:35.',
  )
  expect(recipientFacts({ ...waiting, attempts: 0, answer: null }, CLOCK)).toBe('Waits for its turn.')
})

test('counts name the states there are, and one recipient only the word', () => {
  expect(countWords(row({ SENT: 2, OPENED: 1_200 })).map(({ word }) => word)).toEqual(['2 sent', '1,200 opened'])
  expect(countWords(row({ FAILED: 1 })).map(({ word }) => word)).toEqual(['Failed'])
  expect(addressWords({ addresses: ['a@example.org', 'b@example.org'], recipients: 14 })).toBe(
    'a@example.org, b@example.org and 12 more',
  )
  expect(hasMoving(row({ SENT: 1 }))).toBe(false)
  expect(hasMoving(row({ SENT: 1, QUEUED: 1 }))).toBe(true)
})

test('what is offered for all is for those that it helps', () => {
  expect(countFor('revoke', row({ SENT: 2, REVOKED: 1, EXPIRED: 1, FAILED: 1 }))).toBe(3)
  expect(countFor('extend', row({ SENT: 2, REVOKED: 1, EXPIRED: 1, FAILED: 1 }))).toBe(3)
  expect(countFor('extend', row({ SENT: 2 }, 'DIRECT'))).toBe(0)
})
