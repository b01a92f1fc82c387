import { expect, test, vi } from 'vitest'
import { db } from '../db'
import { liveHub, type LiveMessage } from './hub'
import { notifyDocuments, notifySessions } from './notify'
import { takePlace } from './places'
import { liveStream, type Say } from './stream'

test('a notice reaches every listener after its commit, and not when it is rolled back', async () => {
  const heard: LiveMessage[] = []
  const unsubscribe = liveHub().subscribe((message) => heard.push(message))
  await vi.waitFor(() => expect(heard).toContainEqual({ kind: 'missed' }))
  const lost = db().$transaction(async (tx) => {
    await notifyDocuments(tx, ['rolled-back'])
    throw new Error('no')
  })
  await expect(lost).rejects.toThrow('no')
  const ids = Array.from({ length: 250 }, () => crypto.randomUUID())
  await db().$transaction(async (tx) => {
    await notifyDocuments(tx, ids)
    await notifySessions(tx, 'person')
  })
  await vi.waitFor(() => expect(heard).toContainEqual({ kind: 'sessions', userId: 'person' }))
  const told = heard.flatMap((message) => (message.kind === 'documents' ? message.ids : []))
  expect(told).toEqual(ids)
  unsubscribe()
})

test('a broken connection comes back and tells its listeners that they may have missed something', async () => {
  const heard: LiveMessage[] = []
  const unsubscribe = liveHub().subscribe((message) => heard.push(message))
  await db()
    .$queryRaw`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%' AND pid <> pg_backend_pid()`
  await vi.waitFor(() => expect(heard).toContainEqual({ kind: 'missed' }), { timeout: 10_000 })
  await vi.waitFor(async () => {
    await notifyDocuments(db(), ['after'])
    expect(heard).toContainEqual({ kind: 'documents', ids: ['after'] })
  })
  unsubscribe()
})

test('a stream begins with a refresh, ends when its reader may not go on, and when its browser leaves', async () => {
  const leaving = new AbortController()
  const reader = { onMessage: async () => false, onTick: async () => true }
  const ended = liveStream(new AbortController().signal, reader)
  expect(ended.headers.get('cache-control')).toContain('no-transform')
  expect(ended.headers.get('x-accel-buffering')).toBe('no')
  const text = ended.text()
  await notifyDocuments(db(), ['x'])
  expect(await text).toContain('event: refresh')

  const left = liveStream(leaving.signal, { ...reader, onMessage: async () => true }).text()
  leaving.abort()
  expect(await left).toContain('event: refresh')
})

test('a request that was gone before it was answered leaves no stream behind', async () => {
  let ended = 0
  const reader = { onMessage: async () => true, onTick: async () => true, onEnd: () => void (ended += 1) }
  expect(await liveStream(AbortSignal.abort(), reader).text()).toContain('event: refresh')
  expect(ended).toBe(1)
  await liveStream(new AbortController().signal, reader).body!.cancel()
  expect(ended).toBe(2)
})

test('a reader that does not read costs a bounded amount, and is told to look for itself when it reads again', async () => {
  let worked = 0
  const big = 'x'.repeat(10_000)
  const onMessage = async (_: LiveMessage, say: Say) => {
    worked += 1
    say('documents', big)
    return true
  }
  const stream = liveStream(new AbortController().signal, { onMessage, onTick: async () => true })
  const reading = stream.body!.getReader()
  for (let n = 0; n < 100; n += 1) await notifyDocuments(db(), ['x'])
  await vi.waitFor(() => expect(worked).toBeGreaterThan(40))
  const decoder = new TextDecoder()
  let read = ''
  while (!/refresh[\s\S]*refresh/.test(read)) read += decoder.decode((await reading.read()).value)
  expect(read.length).toBeLessThan(400_000)
  await reading.cancel()
})

test('one session opens so many streams and no more, and gets its places back', () => {
  const session = crypto.randomUUID()
  const places = Array.from({ length: 12 }, () => takePlace(session))
  expect(() => takePlace(session)).toThrow('Too many requests are open')
  expect(() => takePlace(crypto.randomUUID())).not.toThrow()
  places.forEach((giveBack) => giveBack())
  expect(() => takePlace(session)).not.toThrow()
})

// The last test of this file: the hub stays closed.
test('a server that stops ends the streams that are open, and those that come while it drains', async () => {
  const reader = { onMessage: async (message: LiveMessage) => message.kind !== 'closing', onTick: async () => true }
  const open = liveStream(new AbortController().signal, reader).text()
  await liveHub().close()
  expect(await open).toContain('event: refresh')
  expect(await liveStream(new AbortController().signal, reader).text()).toContain('event: refresh')
})
