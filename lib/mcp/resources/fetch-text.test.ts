import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { fetchText, MAX_TEXT_BYTES } from './fetch-text'

let stop = async () => {}
afterEach(() => stop())

/** A store that answers like this, as one that lies about what it holds would. */
async function storeThat(answers: RequestListener): Promise<string> {
  const server = createServer(answers)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  stop = () =>
    new Promise((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
}

test('a text of the greatest length is read whole', async () => {
  const text = 'ü'.repeat(MAX_TEXT_BYTES / 2)
  expect(await fetchText(await storeThat((_, answer) => answer.end(text)))).toBe(text)
})

test('no more than that is ever held, however much comes', async () => {
  let sent = 0
  const url = await storeThat((_, answer) => {
    const more = () => {
      while (sent < 64 * MAX_TEXT_BYTES && answer.write(Buffer.alloc(65_536, 97))) sent += 65_536
    }
    answer.on('drain', more)
    more()
  })
  expect(await fetchText(url)).toBeNull()
  expect(sent).toBeLessThan(32 * MAX_TEXT_BYTES)
})

test('what turns out not to be text is none', async () => {
  expect(await fetchText(await storeThat((_, answer) => answer.end(Buffer.from([97, 0xff, 0xfe]))))).toBeNull()
})

test.each([403, 404, 500])('a store that answers %i is down for us', async (status) => {
  const url = await storeThat((_, answer) => answer.writeHead(status).end('<Secret/>'))
  await expect(fetchText(url)).rejects.toMatchObject({
    code: 'STORE_DOWN',
    message: expect.not.stringContaining('Secret'),
  })
})

test('no redirect is followed', async () => {
  const url = await storeThat(({ url }, answer) =>
    url === '/' ? answer.writeHead(302, { location: '/elsewhere' }).end() : answer.end('from elsewhere'),
  )
  await expect(fetchText(url)).rejects.toMatchObject({ code: 'STORE_DOWN' })
})
