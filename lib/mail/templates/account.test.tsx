import { describe, expect, test } from 'vitest'
import { invitationMessage, resetMessage } from './account'
import { askedAgainMessage } from './asked-again'
import { codeMessage } from './code'

const EVIL = '<script>alert(1)</script>\r\nBcc: victim@example.com'
const URL = 'https://files.example.org/reset/abc'

const account = { organisation: EVIL, name: EVIL, url: URL }
const asked = { organisation: EVIL, address: 'client@example.com', fileName: EVIL, sentUrl: URL }
const when = { endedAt: new Date('2026-11-26T00:05:00Z'), timeZone: 'UTC' }

const MESSAGES = {
  invitation: () => invitationMessage({ ...account, invitedBy: EVIL, host: 'files.example.org' }),
  'reset that was asked for': () => resetMessage({ ...account, asked: true }),
  'reset by an administrator': () => resetMessage({ ...account, asked: false }),
  'question for more time': () => askedAgainMessage({ ...asked, ...when }),
  code: () => codeMessage(EVIL, '004217', 10),
}

describe.each(Object.entries(MESSAGES))('%s', (_, message) => {
  test('shows names as text, loads nothing and is small', async () => {
    const { subject, html, text } = await message()
    expect(html).not.toMatch(/<(img|link|script|iframe|form)\b|url\(/)
    expect(subject).not.toMatch(/[\r\n]/)
    expect(text).not.toMatch(/^bcc:/im)
    expect(html.length + text.length).toBeLessThan(10_000)
  })
})

test('the code and how long it works are in both forms, in the text on a line of its own', async () => {
  const { subject, text, html } = await codeMessage('Office', '004217', 10)
  expect(subject).toBe('Your code is 004217')
  expect(text).toMatch(/^004217$/m)
  for (const form of [text, html]) expect(form).toContain('within 10 minutes')
})

test('the link is in both forms', async () => {
  for (const { text, html } of [await MESSAGES.invitation(), await MESSAGES['reset that was asked for']()]) {
    expect(text).toMatch(/^https:\/\/files\.example\.org\/reset\/abc$/m)
    expect(html).toContain(`href="${URL}"`)
  }
})
