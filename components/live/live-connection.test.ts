import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { LiveConnection, type LiveEvents } from './live-connection'

class FakeSource {
  readyState = 0
  closed = false
  readonly #listeners = new Map<string, (event: MessageEvent<string>) => void>()

  addEventListener(type: string, listener: (event: MessageEvent<string>) => void): void {
    this.#listeners.set(type, listener)
  }
  close(): void {
    this.closed = true
  }
  send(type: string, data?: unknown): void {
    this.#listeners.get(type)?.(new MessageEvent(type, { data: JSON.stringify(data) }))
  }
  fail(readyState: number): void {
    this.readyState = readyState
    this.send('error')
  }
}

let sources: FakeSource[]
let heard: string[]
let signedOut: boolean

beforeEach(() => {
  vi.useFakeTimers()
  ;[sources, heard, signedOut] = [[], [], false]
})
afterEach(() => vi.useRealTimers())

function connect(): LiveConnection {
  const events: LiveEvents = {
    onRefresh: () => heard.push('refresh'),
    onDocuments: ({ gone }) => heard.push(`gone ${gone.join()}`),
    onSignedOut: () => heard.push('signed out'),
    onConnected: (connected) => heard.push(connected ? 'connected' : 'lost'),
  }
  const open = () => {
    const source = new FakeSource()
    sources.push(source)
    return source
  }
  const connection = new LiveConnection({ open, isSignedOut: async () => signedOut }, events)
  connection.open()
  return connection
}

test('passes on what the server says', () => {
  connect()
  sources[0]?.send('refresh')
  sources[0]?.send('documents', { changed: [], gone: ['a', 'b'] })
  expect(heard).toEqual(['connected', 'refresh', 'gone a,b'])
})

test('comes back after a break, waiting longer each time, and refreshes', async () => {
  connect()
  sources[0]?.fail(0)
  await vi.advanceTimersByTimeAsync(700)
  expect(sources).toHaveLength(2)
  sources[1]?.fail(0)
  await vi.advanceTimersByTimeAsync(700)
  expect(sources).toHaveLength(2)
  await vi.advanceTimersByTimeAsync(700)
  expect(sources).toHaveLength(3)
  sources[2]?.send('refresh')
  await vi.advanceTimersByTimeAsync(60_000)
  expect(heard).toEqual(['connected', 'refresh'])
  expect(sources[0]?.closed).toBe(true)
})

test('says so when it stays away', async () => {
  connect()
  sources[0]?.fail(0)
  await vi.advanceTimersByTimeAsync(7_000)
  expect(heard).toEqual(['lost'])
})

test('asks why it was refused, and ends when nobody is signed in', async () => {
  signedOut = true
  connect()
  sources[0]?.fail(2)
  await vi.advanceTimersByTimeAsync(60_000)
  expect(heard).toEqual(['signed out'])
  expect(sources).toHaveLength(1)
})

test('a closed connection stays closed until it is opened again', async () => {
  const connection = connect()
  sources[0]?.fail(0)
  connection.close()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(sources).toHaveLength(1)
  connection.open()
  connection.open()
  expect(sources).toHaveLength(2)
})
