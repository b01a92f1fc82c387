import { describe, expect, it } from 'vitest'
import { escapeHtml, oneLine } from '../html'
import { openedMessage } from './opened'

const OPENED = {
  fileName: '<script>alert(1)</script> "x"\r\nBcc: a@example.com',
  label: '<img src=https://evil.example/x>',
  at: new Date('2026-11-24T12:00:00Z'),
  documentsUrl: 'https://files.example.org/documents',
}

describe('messages', () => {
  it('show what people typed as text, in both forms', () => {
    const { subject, html, text } = openedMessage(OPENED)
    expect(html).not.toMatch(/<script|<img/)
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
    expect(text).toContain('<img src=https://evil.example/x>')
    expect(subject).not.toMatch(/[\r\n]/)
    expect(text).toContain('on 2026-11-24 12:00 UTC')
  })

  it('leave out a label that there is not', () =>
    expect(openedMessage({ ...OPENED, label: '' }).text).toContain('was opened by your link for the first time'))

  it('load nothing from anywhere and are small', () => {
    const { html } = openedMessage(OPENED)
    expect(html).not.toMatch(/<(img|link|script|iframe)|url\(/)
    expect(html.length).toBeLessThan(20_000)
  })
})

it('five characters are what HTML would read as its own', () =>
  expect(escapeHtml(`<a href="x" title='y'>&`)).toBe('&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;'))

it('one line is one line', () => expect(oneLine(' a\r\nb\u2028c\u0000d ')).toBe('a b c d'))
