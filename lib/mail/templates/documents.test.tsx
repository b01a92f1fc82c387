import { simpleParser } from 'mailparser'
import MailComposer from 'nodemailer/lib/mail-composer'
import { expect, test } from 'vitest'
import { documentsMessage, type DocumentsMessage } from './documents'

const MAIL: DocumentsMessage = {
  organisation: 'Kanzlei & Söhne',
  sender: { name: 'Legal', email: 'legal@example.org' },
  subject: '',
  message: 'Please sign this.\nThank you.',
  documents: [{ name: 'contract.pdf', size: 2_412_000, url: 'https://files.example.org/s/abc' }],
  delivery: 'APP',
  asksCode: false,
  hasPassword: false,
  endsAt: new Date('2026-11-26T00:05:00Z'),
  timeZone: 'Europe/Berlin',
}

/** As it leaves and arrives. */
async function arrived(more: Partial<DocumentsMessage> = {}) {
  const body = await documentsMessage({ ...MAIL, ...more })
  const from = { name: body.subject, address: 'countersign@example.org' }
  const bytes = await new MailComposer({ ...body, from, to: 'client@example.com' }).compile().build()
  return { ...body, bytes, mail: await simpleParser(bytes) }
}

test('both forms name the sender, the file, its size and the exact end with its zone', async () => {
  const { mail } = await arrived()
  expect(mail.subject).toBe('Legal sent you contract.pdf')
  for (const form of [mail.html || '', mail.text ?? '']) {
    for (const fact of [
      'Legal',
      'legal@example.org',
      'contract.pdf',
      '2.4 MB',
      'https://files.example.org/s/abc',
      'Thursday, 26 November 2026, 01:05 (Europe/Berlin, GMT+1)',
      'Please sign this.',
    ])
      expect(form).toContain(fact)
  }
})

test('it carries nothing, loads nothing, is small, and obeys dark mode', async () => {
  const { html, bytes, mail } = await arrived({ message: 'Straße '.repeat(285) })
  expect(mail.attachments).toEqual([])
  expect(html).not.toMatch(/<(img|link|script|iframe|object|embed|form)\b|url\(|@import|@font-face/i)
  expect(html).toContain('<meta name="color-scheme" content="light dark"')
  expect(html).toContain('prefers-color-scheme:dark')
  expect(bytes.length).toBeLessThan(20_000)
})

test('markup in names and words is text, in every place where they stand', async () => {
  const evil = `<img src=https://evil.example/x onerror=alert(1)>"'><script>alert(1)</script>`
  const { html, mail } = await arrived({
    organisation: evil,
    sender: { name: evil, email: 'legal@example.org' },
    message: evil,
    documents: [{ name: evil, size: 1, url: 'https://files.example.org/s/abc' }],
  })
  expect(html).not.toMatch(/<img|<script/i)
  expect(html.match(/&lt;script&gt;/g)?.length).toBeGreaterThanOrEqual(4)
  expect(mail.text).toContain(`${evil} (1 B)`)
  expect(mail.headerLines.map(({ key }) => key)).not.toContain('bcc')
})

test.each(['\r\n', '\n', '\r', '\u2028', '\u0000', '\u0085'])('a name with %j begins no header', async (line) => {
  const { subject, bytes, mail } = await arrived({
    sender: { name: `Legal${line}Bcc: victim@example.com`, email: 'legal@example.org' },
    documents: [
      { name: `a${line}Bcc: victim@example.com${line}${line}<b>`, size: 1, url: 'https://files.example.org/s/a' },
    ],
  })
  expect(subject).not.toMatch(/[\r\n\u2028\u0000\u0085]/)
  expect(mail.bcc).toBeUndefined()
  expect(bytes.toString().split('\r\n\r\n')[0]).not.toMatch(/^bcc:/im)
})

test('names from right to left and emoji arrive as they are, and turn nothing around them', async () => {
  const name = 'عقد نهائي 📄.pdf'
  const { html, mail } = await arrived({ documents: [{ name, size: 1, url: 'https://files.example.org/s/abc' }] })
  expect(mail.subject).toContain(name)
  expect(mail.text).toContain(`\u2068${name}\u2069 (1 B)`)
  expect(html).toMatch(new RegExp(`<bdi><strong[^>]*>${name}`))
})

test('what stands before the link is said', async () => {
  const { mail } = await arrived({ asksCode: true, hasPassword: true })
  expect(mail.text).toContain('a code is sent to it')
  expect(mail.text).toContain('asked for a password')
})
