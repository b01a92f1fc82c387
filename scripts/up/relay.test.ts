import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { relay } from './relay.ts'

const MB = 1024 ** 2
// Another address of the loopback network stands for that of a LAN.
const OUTSIDE = process.platform === 'linux' ? '127.0.0.2' : '::1'
const AT = OUTSIDE.includes(':') ? `[${OUTSIDE}]` : OUTSIDE
let store: Server
let port: number
let close: () => Promise<void>

beforeAll(async () => {
  store = createServer((request, response) => {
    let bytes = 0
    request.on('data', (chunk: Buffer) => (bytes += chunk.length))
    request.on('end', () => response.end(JSON.stringify({ bytes, host: request.headers.host })))
  })
  await new Promise<void>((resolve) => store.listen(0, '127.0.0.1', resolve))
  port = (store.address() as AddressInfo).port
  close = await relay(OUTSIDE, port)
})
afterAll(() => {
  store.close()
  store.closeAllConnections()
})

it('passes bytes both ways, and the host that the signature covers', async () => {
  const answer = await fetch(`http://${AT}:${port}/x`, { method: 'POST', body: Buffer.alloc(20 * MB) })
  expect(await answer.json()).toEqual({ bytes: 20 * MB, host: `${AT}:${port}` })
})

it('says who has the port when it is taken', async () => {
  await expect(relay(OUTSIDE, port)).rejects.toThrow(/Port \d+ is taken/)
})

it('ends what is running when it is closed', async () => {
  const body = new ReadableStream()
  const pending = fetch(`http://${AT}:${port}/x`, { method: 'POST', body, duplex: 'half' } as RequestInit)
  const failed = expect(pending).rejects.toThrow('fetch failed')
  await new Promise((resolve) => setTimeout(resolve, 100))
  await close()
  await failed
})
