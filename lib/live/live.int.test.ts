import { expect, test, vi } from 'vitest'
import { db } from '../db'
import { liveHub, type LiveMessage } from './hub'
import { notifyDocuments, notifySessions } from './notify'
import { liveStream } from './stream'

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
  await db().$queryRaw`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%' AND pid <> pg_backend_pid()`
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

// The last test of this file: the hub stays closed.
test('a server that stops ends the streams that are open, and those that come while it drains', async () => {
  const reader = { onMessage: async (message: LiveMessage) => message.kind !== 'closing', onTick: async () => true }
  const open = liveStream(new AbortController().signal, reader).text()
  await liveHub().close()
  expect(await open).toContain('event: refresh')
  expect(await liveStream(new AbortController().signal, reader).text()).toContain('event: refresh')
})
