import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { FileEnd } from './file-job'
import { RESIGNS, RETRIES } from './retry'
import {
  fakeTime,
  finalError,
  partNumber,
  passes,
  ScriptedApp,
  ScriptedConnection,
  ScriptedLocks,
  ScriptedStore,
} from './scripted-app'
import { Slots } from './slots'
import { uploadFile } from './upload-file'

const A_WHILE = 31_000
let app: ScriptedApp
let store: ScriptedStore
let connection: ScriptedConnection
let locks: ScriptedLocks
let abort: AbortController
let end: FileEnd | null
let loaded: number
const seen = { onParts: vi.fn(), onHeld: vi.fn(), onSending: vi.fn(), onRetry: vi.fn() }
const hash = vi.fn(async (body: Blob) => `sum of ${await body.text()}`)

beforeEach(() => {
  fakeTime()
  vi.clearAllMocks()
  app = new ScriptedApp()
  store = new ScriptedStore()
  connection = new ScriptedConnection()
  locks = new ScriptedLocks()
  abort = new AbortController()
  end = null
  loaded = 0
})
afterEach(() => void vi.useRealTimers())

/** A file of one byte less than `partCount` × 10. */
async function start(partCount: number, { checksums = false, slots = new Slots() } = {}): Promise<void> {
  app.parting = { partSize: 10, partCount, checksums }
  const file = new File(['x'.repeat(partCount * 10 - 1)], 'a.bin')
  const job = { file, uploadId: 'u1', plan: app.plan('u1'), inParts: false, signal: abort.signal, ...seen }
  const transport = { signer: app, send: store.send, connection, slots, locks, hash }
  void uploadFile({ ...job, onProgress: (bytes) => (loaded = bytes) }, transport).then((value) => (end = value))
  await passes()
}

const numbers = () => store.attempts.map(partNumber)
const sizes = () => store.attempts.map(({ body }) => body.size)

/** The store takes what is on its way. */
async function take(...some: number[]): Promise<void> {
  for (const attempt of store.open) {
    const number = partNumber(attempt)
    if (some.length > 0 && !some.includes(number)) continue
    app.present.add(number)
    attempt.end({ kind: 'stored' })
  }
  await passes()
}

describe('a file in parts', () => {
  test('goes up four parts at a time, each once, and is done when the server says so', async () => {
    await start(6)
    expect(numbers()).toEqual([1, 2, 3, 4])
    await take()
    expect(numbers()).toEqual([1, 2, 3, 4, 5, 6])
    expect(app.finished).toBe(0)
    await take()
    expect(sizes()).toEqual([10, 10, 10, 10, 10, 9])
    expect(app.finished).toBe(1)
    expect(end).toEqual({ kind: 'stored' })
    expect(app.signed).toEqual([])
    expect(seen.onParts).toHaveBeenCalledOnce()
    expect(locks.here.size).toBe(0)
    expect(vi.getTimerCount()).toBe(0)
  })

  test('begins with what the store does not have', async () => {
    app.present.add(1).add(3)
    await start(4)
    expect(seen.onHeld).toHaveBeenCalledWith(20)
    expect(numbers()).toEqual([2, 4])
    await take()
    expect(loaded).toBe(39)
    expect(end).toEqual({ kind: 'stored' })
  })

  test('only has to be finished when all of it is there', async () => {
    app.present.add(1).add(2)
    await start(2)
    expect(store.attempts).toEqual([])
    expect(end).toEqual({ kind: 'stored' })
  })

  test('counts the bytes of all parts, and takes back those that go again', async () => {
    await start(3)
    store.at(0).onProgress(7)
    store.at(1).onProgress(5)
    expect(loaded).toBe(12)
    store.at(0).end({ kind: 'network' })
    await passes()
    expect(loaded).toBe(5)
    await take(2)
    expect(loaded).toBe(10)
  })

  test('is signed with the sums of its parts where the plan asks for them', async () => {
    await start(2, { checksums: true })
    expect(app.sums).toEqual([`sum of ${'x'.repeat(10)}`, `sum of ${'x'.repeat(9)}`])
  })

  test('shares the connections with others', async () => {
    const slots = new Slots(2)
    await start(3, { slots })
    expect(numbers()).toEqual([1, 2])
    await take(1)
    expect(numbers()).toEqual([1, 2, 3])
  })
})

describe('a part that fails', () => {
  test('is sent again by itself while the others go on', async () => {
    await start(5)
    store.at(1).end({ kind: 'refused', status: 500, code: 'InternalError' })
    await take(1)
    expect(numbers()).toEqual([1, 2, 3, 4, 5])
    expect(seen.onRetry).not.toHaveBeenCalled()
    await passes(A_WHILE)
    expect(numbers()).toEqual([1, 2, 3, 4, 5, 2])
    expect(store.at(5).target).toEqual(store.at(1).target)
    await take()
    expect(end).toEqual({ kind: 'stored' })
  })

  test('is signed again after a 403, and only that one', async () => {
    await start(4)
    store.at(2).end({ kind: 'refused', status: 403, code: 'AccessDenied' })
    await passes(A_WHILE)
    expect(app.signedParts).toEqual([[1, 2, 3, 4], [3]])
    expect(partNumber(store.at(4))).toBe(3)
    expect(store.at(4).target.url).toContain('turn=2')
  })

  test('ends the file when fresh signatures are refused, and stops the others', async () => {
    await start(4)
    for (let attempt = 0; attempt <= RESIGNS; attempt += 1) {
      store.open.find((one) => partNumber(one) === 2)?.end({ kind: 'refused', status: 403, code: 'AccessDenied' })
      await passes(A_WHILE)
    }
    expect(end).toMatchObject({ kind: 'failed', unsigned: false })
    expect(store.open).toEqual([])
    expect(app.finished).toBe(0)
    expect(locks.here.size).toBe(0)
  })

  test('ends the file when the store stays in trouble', async () => {
    await start(1)
    for (let attempt = 0; attempt <= RETRIES; attempt += 1) {
      store.at(-1).end({ kind: 'refused', status: 503, code: 'SlowDown' })
      await passes(A_WHILE)
    }
    expect(end).toMatchObject({ kind: 'failed', message: expect.stringContaining('could not take') })
  })

  test('is tried for as long as it takes when the line is at fault', async () => {
    await start(1)
    for (let attempt = 0; attempt < RETRIES * 5; attempt += 1) {
      store.at(-1).end({ kind: attempt % 2 === 0 ? 'network' : 'silent' })
      await passes(A_WHILE)
    }
    expect(end).toBeNull()
    expect(seen.onRetry).toHaveBeenLastCalledWith('The file store stopped answering.')
    await take()
    expect(end).toEqual({ kind: 'stored' })
  })

  test('is sent again when it arrived with another sum', async () => {
    await start(1)
    store.at(0).end({ kind: 'refused', status: 400, code: 'BadDigest' })
    await passes(A_WHILE)
    expect(numbers()).toEqual([1, 1])
  })

  test('says that the file waits only when no part moves', async () => {
    await start(2)
    store.at(0).end({ kind: 'network' })
    await passes()
    expect(seen.onRetry).not.toHaveBeenCalled()
    store.at(1).end({ kind: 'network' })
    await passes()
    expect(seen.onRetry).toHaveBeenCalledWith(null)
  })
})

describe('a file that cannot be read', () => {
  test('ends at the hash', async () => {
    hash.mockRejectedValue(new Error('NotReadableError'))
    const slice = vi.spyOn(File.prototype, 'slice').mockReturnValue(
      Object.assign(new Blob(['x']), {
        slice: () => ({ arrayBuffer: () => Promise.reject(new Error('NotReadableError')) }),
      }),
    )
    await start(2, { checksums: true })
    expect(end).toMatchObject({ kind: 'failed', message: expect.stringContaining('Choose it again.'), unsigned: false })
    expect(store.attempts).toEqual([])
    slice.mockRestore()
    hash.mockReset()
  })
})

describe('offline', () => {
  test('waits with all parts and goes on where it was', async () => {
    await start(5)
    await take(1)
    connection.offline = true
    for (const attempt of store.open) attempt.end({ kind: 'network' })
    await passes(A_WHILE)
    expect(store.open).toEqual([])
    expect(seen.onRetry).toHaveBeenLastCalledWith('You are offline. The upload goes on when the connection is back.')
    connection.back()
    await passes()
    expect(store.open.map(partNumber)).toEqual([2, 3, 4, 5])
  })
})

describe('finish', () => {
  test('sends what the server misses, once more', async () => {
    app.finishes.push(false)
    await start(3)
    await take()
    app.present.delete(2)
    await passes(A_WHILE)
    expect(app.signed).toEqual(['u1'])
    expect(numbers()).toEqual([1, 2, 3, 2])
    await take()
    expect(app.finished).toBe(2)
    expect(end).toEqual({ kind: 'stored' })
  })

  test('is given up when the store never has it all', async () => {
    app.finishes.push(...Array<boolean>(10).fill(false))
    await start(1)
    await take()
    await passes(A_WHILE)
    await passes(A_WHILE)
    expect(app.finished).toBe(3)
    expect(end).toMatchObject({
      kind: 'failed',
      message: 'The file store does not have all parts of the file. Try again.',
    })
  })

  test('ends the file with the reason when it has ended otherwise', async () => {
    app.finishes.push('This upload was cancelled. Upload the file again.')
    await start(1)
    await take()
    expect(end).toEqual({
      kind: 'failed',
      message: 'This upload was cancelled. Upload the file again.',
      unsigned: true,
    })
    expect(app.finished).toBe(1)
  })

  test('is asked again while the app is away', async () => {
    app.finishError = new Error('Countersign does not answer.')
    await start(1)
    await take()
    for (let minute = 0; minute < 10; minute += 1) await passes(60_000)
    expect(end).toBeNull()
    expect(seen.onRetry).toHaveBeenLastCalledWith('Countersign does not answer.')
    app.finishError = null
    await passes(A_WHILE)
    expect(end).toEqual({ kind: 'stored' })
  })

  test('settles it when the store no longer knows the upload', async () => {
    await start(4)
    store.at(0).end({ kind: 'refused', status: 404, code: 'NoSuchUpload' })
    await passes()
    expect(store.open).toEqual([])
    expect(app.finished).toBe(1)
    expect(end).toEqual({ kind: 'stored' })
  })

  test('that is no may begin again as another upload', async () => {
    app.finishError = finalError('There is no such upload, or it is not yours.')
    await start(1)
    await take()
    expect(end).toEqual({ kind: 'failed', message: 'There is no such upload, or it is not yours.', unsigned: true })
  })
})

describe('the app', () => {
  test('may be away for a long time while parts are signed', async () => {
    app.partsError = new Error('Countersign does not answer.')
    await start(2)
    for (let minute = 0; minute < 10; minute += 1) await passes(60_000)
    expect(end).toBeNull()
    app.partsError = null
    await passes(A_WHILE)
    expect(numbers().toSorted((a, b) => a - b)).toEqual([1, 2])
  })

  test('ends the file when it says no', async () => {
    app.partsError = app.finishError = finalError('You are signed out. Sign in again to go on.')
    await start(2)
    expect(end).toEqual({ kind: 'failed', message: 'You are signed out. Sign in again to go on.', unsigned: true })
  })

  test('signs no more parts of a file that has arrived: then it is done', async () => {
    app.partsError = finalError('This upload has ended. Upload the file again.')
    await start(2)
    expect(end).toEqual({ kind: 'stored' })
  })
})

describe('abort', () => {
  test('ends the parts in flight and gives the upload free', async () => {
    await start(6)
    await take(1, 2)
    expect(locks.here.has('u1')).toBe(true)
    abort.abort()
    await passes()
    expect(end).toEqual({ kind: 'aborted' })
    expect(store.open).toEqual([])
    expect(loaded).toBe(20)
    expect(locks.here.size).toBe(0)
    expect(vi.getTimerCount()).toBe(0)
  })
})

test('another tab that has it keeps this one away', async () => {
  locks.elsewhere.add('u1')
  await start(2)
  expect(end).toEqual({ kind: 'elsewhere' })
  expect(app.signedParts).toEqual([])
})
