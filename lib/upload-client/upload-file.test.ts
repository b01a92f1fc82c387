import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { UploadPlan } from '../uploads/schema'
import { RESIGNS, RETRIES } from './retry'
import {
  fakeTime,
  finalError,
  passes,
  planFor,
  ScriptedApp,
  ScriptedConnection,
  ScriptedLocks,
  ScriptedStore,
} from './scripted-app'
import type { FileEnd, FileJob } from './file-job'
import { Slots } from './slots'
import { uploadFile } from './upload-file'

const A_WHILE = 31_000
let app: ScriptedApp
let store: ScriptedStore
let connection: ScriptedConnection
let abort: AbortController
let end: FileEnd | null
const hash = async () => ''
const seen = { onParts: vi.fn(), onHeld: vi.fn(), onSending: vi.fn(), onProgress: vi.fn(), onRetry: vi.fn() }

beforeEach(() => {
  fakeTime()
  vi.clearAllMocks()
  app = new ScriptedApp()
  store = new ScriptedStore()
  connection = new ScriptedConnection()
  abort = new AbortController()
  end = null
})
afterEach(() => void vi.useRealTimers())

async function start(job: Partial<FileJob> = {}): Promise<void> {
  const file = job.file ?? new File(['abc'], 'a.txt')
  const given = { file, uploadId: 'u1', plan: planFor('u1'), inParts: false, signal: abort.signal, ...seen, ...job }
  const transport = { signer: app, send: store.send, connection, slots: new Slots(), locks: new ScriptedLocks(), hash }
  void uploadFile(given, transport).then((value) => (end = value))
  await passes()
}

describe('signing', () => {
  test('uses the plan it was given', async () => {
    await start()
    store.at(0).end({ kind: 'stored' })
    await passes()
    expect(end).toEqual({ kind: 'stored' })
    expect(app.signed).toEqual([])
  })

  test('signs when it has no plan, or one that dies too soon', async () => {
    await start({ plan: null })
    await start({ plan: planFor('u1', 60) })
    expect(app.signed).toEqual(['u1', 'u1'])
    expect(store.attempts).toHaveLength(2)
  })

  test('believes a fresh plan even when the clock here says it is dead', async () => {
    vi.spyOn(app, 'sign').mockResolvedValue(planFor('u1', -3600))
    await start({ plan: null })
    expect(store.attempts).toHaveLength(1)
  })

  test('signs again after a 403 and ends after the second fresh signature', async () => {
    await start()
    for (let attempt = 0; attempt <= RESIGNS; attempt += 1) {
      store.at(-1).end({ kind: 'refused', status: 403, code: 'AccessDenied' })
      await passes(A_WHILE)
    }
    expect(app.signed).toHaveLength(RESIGNS)
    expect(end).toMatchObject({ kind: 'failed', unsigned: false })
  })

  test('ends when the app says no for good', async () => {
    app.signError = app.finishError = finalError('You are signed out. Sign in again to go on.')
    await start({ plan: null })
    expect(end).toEqual({ kind: 'failed', message: 'You are signed out. Sign in again to go on.', unsigned: true })
  })

  test('is done when the upload has ended well: only the answer of the store was lost', async () => {
    app.signError = finalError('This upload has ended. Upload the file again.')
    await start({ plan: null })
    expect(store.attempts).toEqual([])
    expect(end).toEqual({ kind: 'stored' })
  })

  test('says why the upload has ended without a document', async () => {
    app.signError = finalError('This upload has ended. Upload the file again.')
    app.finishes.push('The malware scanner found Eicar in this file. It was deleted.')
    await start({ plan: null })
    expect(end).toEqual({
      kind: 'failed',
      message: 'The malware scanner found Eicar in this file. It was deleted.',
      unsigned: true,
    })
  })

  test('asks again when the app only has a moment of weakness', async () => {
    app.signError = new Error('The database does not answer.')
    await start({ plan: null })
    app.signError = null
    await passes(A_WHILE)
    store.at(0).end({ kind: 'stored' })
    await passes()
    expect(end).toEqual({ kind: 'stored' })
  })
})

describe('retrying', () => {
  test('tries again with the same plan after a broken connection', async () => {
    await start()
    store.at(0).end({ kind: 'network' })
    await passes(A_WHILE)
    expect(seen.onRetry.mock.calls).toEqual([[null]])
    expect(store.at(1).target).toBe(store.at(0).target)
    expect(app.signed).toEqual([])
  })

  test('signs anew when the plan grew old over the retries', async () => {
    await start({ plan: planFor('u1', 300.4) })
    store.at(0).end({ kind: 'silent' })
    await passes(A_WHILE)
    expect(app.signed).toEqual(['u1'])
  })

  test('gives up after its retries with a sentence', async () => {
    await start()
    for (let attempt = 0; attempt <= RETRIES; attempt += 1) {
      store.at(-1).end({ kind: 'refused', status: 503, code: 'SlowDown' })
      await passes(A_WHILE)
    }
    expect(store.attempts).toHaveLength(RETRIES + 1)
    expect(end).toMatchObject({ kind: 'failed', message: expect.stringContaining('could not take the file') })
  })

  test('does not retry a file that changed its size', async () => {
    await start()
    store.at(0).end({ kind: 'refused', status: 400, code: 'EntityTooLarge' })
    await passes()
    expect(end).toMatchObject({ kind: 'failed', message: expect.stringContaining('not as large as') })
  })

  test('does not retry a file that can no longer be read', async () => {
    const file = new File(['abc'], 'a.txt')
    file.slice = () => ({ arrayBuffer: () => Promise.reject(new Error('NotReadableError')) }) as unknown as Blob
    await start({ file })
    store.at(0).end({ kind: 'network' })
    await passes()
    expect(end).toMatchObject({ kind: 'failed', message: expect.stringContaining('Choose it again.') })
  })
})

describe('offline', () => {
  test('waits as long as it takes without using up retries', async () => {
    await start()
    connection.offline = true
    for (let attempt = 0; attempt < RETRIES + 5; attempt += 1) {
      store.at(-1).end({ kind: 'network' })
      await passes()
      connection.back()
      connection.offline = true
      await passes()
    }
    expect(end).toBeNull()
    expect(seen.onRetry).toHaveBeenLastCalledWith('You are offline. The upload goes on when the connection is back.')
    connection.back()
    store.at(-1).end({ kind: 'stored' })
    await passes()
    expect(end).toEqual({ kind: 'stored' })
  })

  test('takes an answer of the store for what it is', async () => {
    await start()
    connection.offline = true
    store.at(0).end({ kind: 'refused', status: 400, code: 'EntityTooSmall' })
    await passes()
    expect(end).toMatchObject({ kind: 'failed' })
  })
})

describe('abort', () => {
  test('ends a running attempt', async () => {
    await start()
    abort.abort()
    await passes()
    expect(end).toEqual({ kind: 'aborted' })
  })

  test('ends a pause between two attempts at once', async () => {
    await start()
    store.at(0).end({ kind: 'network' })
    await passes()
    abort.abort()
    await passes()
    expect(end).toEqual({ kind: 'aborted' })
    expect(store.attempts).toHaveLength(1)
  })

  test('ends the wait for a network', async () => {
    await start()
    connection.offline = true
    store.at(0).end({ kind: 'network' })
    await passes()
    abort.abort()
    await passes()
    expect(end).toEqual({ kind: 'aborted' })
  })

  test('does not send when it comes while signing', async () => {
    const signing = Promise.withResolvers<UploadPlan>()
    vi.spyOn(app, 'sign').mockReturnValue(signing.promise)
    await start({ plan: null })
    abort.abort()
    signing.resolve(planFor('u1'))
    await passes()
    expect(end).toEqual({ kind: 'aborted' })
    expect(store.attempts).toHaveLength(0)
  })
})
