import {
  createServer,
  request,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { trustedProxies } from './client-address.ts'
import { front } from './front.ts'

let server: Server
let port: number
let seen: IncomingHttpHeaders
const trusted = trustedProxies('')
const next = async (incoming: IncomingMessage, response: ServerResponse) => {
  seen = incoming.headers
  response.end('app')
}

async function serve(direct: boolean): Promise<void> {
  server?.close()
  server = createServer(front({ appUrl: 'https://files.example', direct, trusted, next }))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  port = (server.address() as AddressInfo).port
}

beforeAll(() => serve(true))
afterAll(() => void server.close())

function ask(
  method: string,
  path: string,
  headers: Record<string, string>,
): Promise<{ status: number; headers: IncomingHttpHeaders }> {
  return new Promise((resolve, reject) => {
    const asked = request({ port, host: '127.0.0.1', method, path, headers }, (answer) => {
      answer.resume()
      resolve({ status: answer.statusCode ?? 0, headers: answer.headers })
    })
    asked.once('error', reject)
    asked.end()
  })
}

describe('the front', () => {
  it('alone says who the client is and where the app lives', async () => {
    await ask('GET', '/documents', {
      host: 'files.example',
      'x-forwarded-for': '1.2.3.4',
      'x-forwarded-host': 'evil.example',
      'x-forwarded-proto': 'ftp',
      'x-forwarded-port': '1',
      'x-real-ip': '1.2.3.4',
      forwarded: 'for=1.2.3.4',
    })
    expect(seen).toMatchObject({
      'x-forwarded-for': '127.0.0.1',
      'x-forwarded-host': 'files.example',
      'x-forwarded-proto': 'https',
    })
    for (const name of ['x-forwarded-port', 'x-real-ip', 'forwarded']) expect(seen).not.toHaveProperty(name)
  })

  it.each(['TRACE', 'QUERY', 'PROPFIND'])('refuses %s', async (method) => {
    if (method === 'TRACK') return expect((await raw(`TRACK / HTTP/1.1`)).startsWith('HTTP/1.1 4')).toBe(true)
    expect((await ask(method, '/', { host: 'files.example' })).status).toBe(405)
  })

  it('sends a page under another name to APP_URL, and lets machines in by any name', async () => {
    const page = await ask('GET', '/documents?a=b', { host: '127.0.0.1' })
    expect(page).toMatchObject({ status: 307, headers: { location: 'https://files.example/documents?a=b' } })
    expect((await ask('POST', '/api/storage/events', { host: '127.0.0.1' })).status).toBe(200)
    expect((await ask('GET', '/api/health', { host: '127.0.0.1' })).status).toBe(200)
    expect((await ask('GET', '/documents', { host: 'Files.Example' })).status).toBe(200)
  })

  it('does not send in circles what comes through a proxy that calls us by our own name', async () => {
    await serve(false)
    expect((await ask('GET', '/documents', { host: '127.0.0.1' })).status).toBe(200)
    expect(seen).toMatchObject({ 'x-forwarded-host': 'files.example' })
  })

  it.each(['*', '/documents/%E0%A4%A', '/%'])('answers the malformed target %s itself', async (path) => {
    expect(await ask('OPTIONS', path, { host: 'files.example' })).toMatchObject({ status: 400 })
  })
})

async function raw(line: string): Promise<string> {
  const { connect } = await import('node:net')
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () =>
      socket.write(`${line}\r\nHost: files.example\r\nConnection: close\r\n\r\n`),
    )
    socket.once('data', (data) => resolve(data.toString()))
  })
}
