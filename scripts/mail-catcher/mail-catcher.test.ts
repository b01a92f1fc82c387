import { mkdtempSync, rmSync } from 'node:fs'
import { request, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createTransport } from 'nodemailer'
import type { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freePort } from '../engines/ports.ts'
import { Box } from './box.ts'
import { startPage } from './page.ts'
import { startSmtp } from './smtp.ts'

const folder = mkdtempSync(join(tmpdir(), 'mail-catcher-'))
const box = new Box(folder)
let smtp: SMTPServer
let page: Server
let url: string
let send: (mail: object) => Promise<unknown>

beforeAll(async () => {
  const [smtpPort, pagePort] = [await freePort(), await freePort()]
  smtp = await startSmtp(smtpPort, (raw) => box.add(raw))
  page = await startPage(pagePort, box)
  url = `http://127.0.0.1:${pagePort}`
  const transport = createTransport({ host: '127.0.0.1', port: smtpPort })
  send = (mail) => transport.sendMail({ from: 'a@example.org', to: 'b@example.com', ...mail })
})
afterAll(() => {
  smtp.close()
  page.close()
  rmSync(folder, { recursive: true })
})

describe('the mail catcher', () => {
  it('takes a message, lists it, and shows both of its forms', async () => {
    await send({ subject: 'Your <code>', text: 'It is 123456.', html: '<p>It is <b>123456</b>.</p>' })
    const list = await (await fetch(url)).text()
    expect(list).toContain('Your &lt;code&gt;')
    const [, id] = /href="\/(\d+)"/.exec(list) ?? []
    const message = await fetch(`${url}/${id}`)
    expect(await message.text()).toContain('It is 123456.')
    expect(message.headers.get('content-security-policy')).toMatch(/default-src 'none'.*sandbox/)
    expect(await (await fetch(`${url}/${id}/html`)).text()).toContain('<b>123456</b>')
  })

  it('keeps what it has for the next start', () => expect(new Box(folder).ids()).toEqual(box.ids()))

  it.each(['/0', '/../secrets.json', '/1.eml', '/x'])('has nothing at %s', async (path) =>
    expect((await fetch(url + path)).status).toBe(404),
  )

  it('shows nothing to pages of other origins, or under another name', async () => {
    const answer = await fetch(url, { headers: { origin: 'https://evil.example' } })
    expect(answer.headers.get('access-control-allow-origin')).toBeNull()
    const status = await new Promise((resolve) => {
      request(url, { headers: { host: 'evil.example' } }, (response) => resolve(response.resume().statusCode)).end()
    })
    expect(status).toBe(403)
    expect((await fetch(url, { method: 'POST' })).status).toBe(403)
  })
})
