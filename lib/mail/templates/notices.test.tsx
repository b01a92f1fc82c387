import { describe, expect, it, test } from 'vitest'
import { inheritedMessage, removedMessage, transferredMessage } from './handed-over'
import { openedMessage } from './opened'
import { oneLine } from '../one-line'

const told = { organisation: 'Harbour Works', administrator: 'Legal' }

test('an owner is told who has the document now, and what is left to them', async () => {
  const it = { ...told, fileName: 'plan.pdf', newOwner: 'Finance' }
  const { text } = await transferredMessage({ ...it, keepsEditing: true })
  expect(text).toContain('Legal, an administrator, made Finance the owner of plan.pdf, which was yours.')
  expect(text).toContain('You can go on changing it.')
  expect((await transferredMessage({ ...it, keepsEditing: false })).text).toContain('You cannot open it any more')
})

test('an heir and a former member are told what became of the documents', async () => {
  const documentsUrl = 'https://files.example.org/documents'
  const inherited = await inheritedMessage({ ...told, formerOwner: 'Former owner', documents: 1, documentsUrl })
  expect(inherited.text).toContain('removed Former owner and made you the owner of 1 document.')
  expect(inherited.text).toContain(documentsUrl)
  const removed = await removedMessage({ ...told, documents: 12, heir: 'New owner', host: 'files.example.org' })
  expect(removed.subject).toBe('You were removed from Countersign at files.example.org')
  expect(removed.text).toContain('The owner of your 12 documents is New owner now.')
  const alone = await removedMessage({ ...told, documents: 0, heir: null, host: 'x' })
  expect(alone.text).not.toContain('owner of')
})

describe('what people typed', () => {
  const OPENED = {
    organisation: 'Harbour Works',
    fileName: '<script>alert(1)</script> "x"\r\nBcc: a@example.com',
    label: '<img src=https://evil.example/x>',
    at: new Date('2026-11-24T12:00:00Z'),
    documentsUrl: 'https://files.example.org/documents',
  }

  it('is text in both forms, and no header', async () => {
    const { subject, html, text } = await openedMessage(OPENED)
    expect(html).not.toMatch(/<script|<img/)
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
    expect(text).toContain('<img src=https://evil.example/x>')
    expect(text).toContain('on Tuesday, 24 November 2026, 12:00 (UTC)')
    expect(subject).not.toMatch(/[\r\n]/)
    const handed = await transferredMessage({ ...told, fileName: OPENED.fileName, newOwner: '<b>', keepsEditing: true })
    expect(handed.html).not.toMatch(/<script|<b>/)
    expect(handed.subject).not.toMatch(/[\r\n]/)
    expect(handed.text).not.toMatch(/^Bcc/m)
  })

  it('is left out where there is none', async () =>
    expect((await openedMessage({ ...OPENED, label: '' })).text).toContain('was opened by your link for the first'))

  it('makes nothing load, and the message stays small', async () => {
    for (const { html } of [
      await openedMessage(OPENED),
      await removedMessage({ ...told, documents: 3, heir: OPENED.label, host: 'x' }),
    ]) {
      expect(html).not.toMatch(/<(img|link|script|iframe)\b|url\(/)
      expect(html.length).toBeLessThan(20_000)
    }
  })
})

it('one line is one line', () => expect(oneLine(' a\r\nb\u2028c\u0000d ')).toBe('a b c d'))
