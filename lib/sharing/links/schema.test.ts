import { describe, expect, it } from 'vitest'
import { createLinkInput, recipient } from './schema'

const LINK = {
  documentId: '0190c0de-0000-7000-8000-000000000000',
  label: '',
  expiresAt: null,
  password: null,
  maxDownloads: null,
  recipients: [],
  viewOnly: false,
  notifyOnOpen: false,
}
const sentence = (more: object) => createLinkInput.safeParse({ ...LINK, ...more }).error?.issues[0]?.message

describe('a recipient', () => {
  it.each([
    [' Client@Example.COM ', 'client@example.com'],
    ['@example.com', '@example.com'],
    ['@Mail.Example.co.uk', '@mail.example.co.uk'],
  ])('%j is %j', (typed, kept) => expect(recipient.parse(typed)).toBe(kept))

  it.each([
    '',
    '@',
    '@example',
    'nobody',
    '@-example.com',
    'a b@example.com',
    'a@example.com,b@example.com',
    '@@example.com',
    '%@example.com',
    '@example.com\r\nx',
  ])('%j is none, and the sentence says so', (typed) =>
    expect(recipient.safeParse(typed).error?.issues[0]?.message).toMatch(/neither an email address nor a domain/),
  )
})

describe('a link', () => {
  it('has each recipient once, in order', () => {
    const typed = ['b@example.com', 'A@example.com', 'a@example.com']
    expect(createLinkInput.parse({ ...LINK, recipients: typed }).recipients).toEqual(['a@example.com', 'b@example.com'])
  })

  it('has a label without what would turn or break it', () =>
    expect(createLinkInput.parse({ ...LINK, label: ' a\u202Eb\r\nc ' }).label).toBe('abc'))

  it.each([
    [{ password: 'short' }, /at least 8 characters/],
    [{ password: 'x'.repeat(129) }, /at most 128 characters/],
    [{ maxDownloads: 0 }, /at least one download/],
    [{ maxDownloads: 1.5 }, /whole number/],
    [{ label: 'x'.repeat(101) }, /at most 100 characters/],
    [{ recipients: Array.from({ length: 101 }, (_, n) => `a${n}@example.com`) }, /at most 100 recipients/],
    [{ expiresAt: 'soon' }, /not a date/],
  ])('%j is refused with a sentence', (more, words) => expect(sentence(more)).toMatch(words))
})
