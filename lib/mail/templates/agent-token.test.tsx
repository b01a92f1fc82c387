import { expect, test } from 'vitest'
import { tokenMadeMessage, tokensRevokedMessage } from './agent-token'

const ABOUT = { organisation: 'Harbour Works', accountUrl: 'https://files.example.org/account' }
const MADE = { ...ABOUT, scopes: ['documents:read'], expiresAt: new Date('2027-01-31T12:00:00Z') }

test('what a token is called is text in both forms, and no header', async () => {
  const name = '<script>alert(1)</script>\r\nBcc: a@example.com'
  const made = await tokenMadeMessage({ ...MADE, name })
  const revoked = await tokensRevokedMessage({ ...ABOUT, names: [name, 'other'], administrator: '<b>' })
  for (const { subject, html, text } of [made, revoked]) {
    expect(html).not.toMatch(/<script|<b>|<(img|link|iframe)\b|url\(/)
    expect(html).toContain('&lt;script&gt;')
    expect(text).not.toMatch(/^Bcc/m)
    expect(subject).not.toMatch(/[\r\n<]/)
    expect(html.length).toBeLessThan(20_000)
    expect(text).toContain(ABOUT.accountUrl)
  }
})

test('it says until when, and how many ended', async () => {
  expect((await tokenMadeMessage({ ...MADE, name: 'import' })).text).toContain('31 January 2027, 12:00 (UTC)')
  const { subject, text } = await tokensRevokedMessage({ ...ABOUT, names: ['a', 'b'], administrator: 'Legal' })
  expect(subject).toBe('Agent tokens of yours ended')
  expect(text).toContain('Legal, an administrator, revoked 2 agent tokens of yours: a, b')
})
