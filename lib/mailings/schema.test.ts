import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { mailInput, previewInput } from './schema'

const MAIL = {
  documentIds: [randomUUID()],
  recipients: ['a@example.com'],
  subject: '',
  message: '',
  delivery: 'APP',
  seconds: 86_400,
  asksCode: false,
  password: null,
  notifyOnOpen: false,
  timeZone: 'Europe/Berlin',
}

const problem = (more: object) => mailInput.safeParse({ ...MAIL, ...more }).error?.issues[0]?.message

test('addresses are trimmed, in lower case and each once; one that is none is named', () => {
  const recipients = [' A@Example.com', 'a@example.com', 'b@example.com\n']
  expect(mailInput.parse({ ...MAIL, recipients }).recipients).toEqual(['a@example.com', 'b@example.com'])
  expect(problem({ recipients: ['a@example.com', 'nonsense'] })).toBe('“nonsense” is not an email address.')
  for (const evil of [
    'a@example.com\r\nBcc: b@example.com',
    'a@example.com, b@example.com',
    '<a@example.com>',
    '@example.com',
  ])
    expect(problem({ recipients: [evil] })).toContain('is not an email address')
  expect(problem({ recipients: [] })).toBe('Name at least one recipient.')
  expect(problem({ recipients: Array.from({ length: 1001 }, (_, n) => `a${n}@example.com`) })).toMatch(/^At most 1,000/)
})

test('a subject is one line, and a message keeps its lines and nothing invisible', () => {
  const { subject, message } = mailInput.parse({
    ...MAIL,
    subject: 'a\r\nBcc: b@c.de',
    message: ' a\r\nb\u202e\u0000 ',
  })
  expect({ subject, message }).toEqual({ subject: 'a Bcc: b@c.de', message: 'a\nb' })
  expect(problem({ subject: 'x'.repeat(201) })).toBe('A subject has at most 200 characters.')
  expect(problem({ message: 'x'.repeat(2001) })).toBe('A message has at most 2,000 characters.')
})

test('a life is a minute to a week, a zone that is none is UTC', () => {
  for (const seconds of [59, 604_801, 1.5]) expect(problem({ seconds })).toMatch(/a minute to seven days/)
  expect(mailInput.parse({ ...MAIL, timeZone: 'Nowhere/Land' }).timeZone).toBe('UTC')
})

test('nothing stands before a signed URL', () => {
  for (const gate of [{ asksCode: true }, { password: 'open sesame' }, { notifyOnOpen: true }])
    expect(problem({ delivery: 'DIRECT', ...gate })).toMatch(/Nothing can stand before/)
  expect(problem({ delivery: 'DIRECT' })).toBeUndefined()
})

test('a preview needs no recipient', () => {
  const { recipients: _, password: _2, notifyOnOpen: _3, ...same } = MAIL
  expect(previewInput.parse({ ...same, recipient: null, hasPassword: false })).toMatchObject({ recipient: null })
})
