import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { FILES_AT_ONCE, MAX_FILES_A_BEGIN } from '../uploads/schema'
import { UploadQueue } from './queue'
import { fakeTime, finalError, passes, ScriptedApp, ScriptedConnection, ScriptedStore } from './scripted-app'

const A_WHILE = 31_000
const REFUSED = { kind: 'refused', status: 404, code: 'NoSuchBucket' } as const
let app: ScriptedApp
let store: ScriptedStore
let connection: ScriptedConnection
let queue: UploadQueue

beforeEach(() => {
  fakeTime()
  app = new ScriptedApp()
  store = new ScriptedStore()
  connection = new ScriptedConnection()
  queue = new UploadQueue(app, { send: store.send, connection })
})
afterEach(() => void vi.useRealTimers())

const files = (count: number, size = 1000) =>
  Array.from({ length: count }, (_, index) => new File(['x'.repeat(size)], `${index + 1}.txt`, { type: 'text/plain' }))
const states = () => queue.snapshot().items.map(({ state }) => state)
const item = (index = 0) => {
  const found = queue.snapshot().items[index]
  if (found === undefined) throw new Error(`There is no item ${index}.`)
  return found
}

async function drop(count: number, size?: number): Promise<void> {
  queue.add(files(count, size))
  await passes(100)
}

describe('a drop', () => {
  test('begins all files with one call and sends some at once', async () => {
    await drop(6)
    expect(app.begun).toEqual([files(6).map(({ name }) => ({ name, size: 1000, type: 'text/plain' }))])
    expect(store.attempts).toHaveLength(FILES_AT_ONCE)
    expect(states()).toEqual(['uploading', 'uploading', 'uploading', 'uploading', 'waiting', 'waiting'])
    expect(item().documentId).toBe('document-1')
  })

  test('shows its files before the app has answered', () => {
    queue.add(files(2))
    expect(states()).toEqual(['waiting', 'waiting'])
    expect(queue.busy).toBe(true)
  })

  test('shares a begin with another one of the same moment', async () => {
    queue.add(files(2))
    queue.add(files(1))
    await passes()
    expect(app.begun.map((batch) => batch.length)).toEqual([3])
  })

  test('is cut where one call would be too large', async () => {
    await drop(MAX_FILES_A_BEGIN + 1, 0)
    expect(app.begun.map((batch) => batch.length)).toEqual([MAX_FILES_A_BEGIN, 1])
  })

  test('signs a file when its turn comes', async () => {
    await drop(5)
    expect(app.signed).toEqual([])
    store.at(0).end({ kind: 'stored' })
    await passes(100)
    expect(app.signed).toEqual(['upload-5'])
    expect(states()).toEqual(['done', 'uploading', 'uploading', 'uploading', 'uploading'])
  })

  test('ends with nothing busy and everything at 100', async () => {
    await drop(3)
    for (const attempt of store.attempts) attempt.end({ kind: 'stored' })
    await passes(100)
    expect(states()).toEqual(['done', 'done', 'done'])
    expect(queue.snapshot().total).toMatchObject({ files: 3, done: 3, failed: 0, percent: 100, loaded: 3000 })
    expect(queue.busy).toBe(false)
    expect(vi.getTimerCount()).toBe(0)
  })

  test('of nothing asks for nothing', async () => {
    queue.add([])
    await passes()
    expect(app.begun).toEqual([])
  })
})

describe('a begin that fails', () => {
  test('fails its files with the sentence, and a retry begins them again', async () => {
    app.beginError = finalError('Your quota is used up.')
    await drop(2)
    expect(queue.snapshot().items.map(({ state, error }) => [state, error])).toEqual([
      ['failed', 'Your quota is used up.'],
      ['failed', 'Your quota is used up.'],
    ])
    app.beginError = null
    queue.retry(item(0).key)
    queue.retry(item(1).key)
    await passes(100)
    expect(app.begun.map((batch) => batch.length)).toEqual([2, 2])
    expect(states()).toEqual(['uploading', 'uploading'])
    expect(item().error).toBeNull()
  })

  test('waits for the network when there is none', async () => {
    connection.offline = true
    app.beginError = new Error('No network.')
    await drop(2)
    expect(states()).toEqual(['waiting', 'waiting'])
    expect(item().error).toMatch(/^You are offline/)
    app.beginError = null
    connection.back()
    await passes(100)
    expect(states()).toEqual(['uploading', 'uploading'])
    expect(item().error).toBeNull()
  })

  test('leaves no file without an answer', async () => {
    vi.spyOn(app, 'begin').mockResolvedValue([])
    await drop(1)
    expect(item()).toMatchObject({ state: 'failed', error: 'Countersign did not take this file. Try again.' })
  })
})

describe('progress', () => {
  test('is 100 only after the answer', async () => {
    await drop(1)
    store.at(0).onProgress(1000)
    await passes(100)
    expect(item()).toMatchObject({ percent: 99, secondsLeft: null, state: 'uploading' })
    store.at(0).end({ kind: 'stored' })
    await passes(100)
    expect(item()).toMatchObject({ percent: 100, state: 'done' })
  })

  test('tells listeners at most ten times a second, and only what a reader sees', async () => {
    await drop(1)
    const listener = vi.fn()
    queue.subscribe(listener)
    const before = queue.snapshot()
    for (let loaded = 1; loaded <= 9; loaded += 1) store.at(0).onProgress(loaded)
    await passes(100)
    expect(listener).not.toHaveBeenCalled()
    expect(queue.snapshot()).toBe(before)
    for (let loaded = 10; loaded <= 50; loaded += 1) store.at(0).onProgress(loaded)
    await passes(100)
    expect(listener).toHaveBeenCalledOnce()
    expect(item().percent).toBe(5)
  })

  test('keeps the objects of files that did not change', async () => {
    await drop(2)
    const [first, second] = queue.snapshot().items
    store.at(0).onProgress(500)
    await passes(100)
    expect(queue.snapshot().items[0]).not.toBe(first)
    expect(queue.snapshot().items[1]).toBe(second)
  })

  test('shows speed and time left, and takes them back when nothing moves', async () => {
    await drop(1, 100_000)
    for (let loaded = 0; loaded <= 30_000; loaded += 1000) {
      store.at(0).onProgress(loaded)
      await passes(100)
    }
    expect(item()).toMatchObject({ percent: 30, bytesPerSecond: 10_000, secondsLeft: 7 })
    expect(queue.snapshot().total).toMatchObject({ bytesPerSecond: 10_000, secondsLeft: 7 })
    await passes(12_000)
    expect(item()).toMatchObject({ bytesPerSecond: 0, secondsLeft: null })
  })

  test('starts from nothing with a new attempt', async () => {
    await drop(1)
    store.at(0).onProgress(900)
    store.at(0).end({ kind: 'network' })
    await passes(100)
    expect(item()).toMatchObject({ state: 'retrying', percent: 0, loaded: 0 })
    await passes(A_WHILE)
    expect(item().state).toBe('uploading')
  })

  test('goes on after a listener has left', async () => {
    await drop(1)
    const listener = vi.fn()
    queue.subscribe(listener)()
    store.at(0).onProgress(500)
    await passes(100)
    expect(listener).not.toHaveBeenCalled()
    expect(item().percent).toBe(50)
  })
})

describe('cancel', () => {
  test('stops the bytes, tells the app and lets the next file start', async () => {
    await drop(5)
    queue.cancel(item().key)
    expect(item().state).toBe('cancelled')
    expect(store.at(0).signal.aborted).toBe(true)
    expect(app.abandoned).toEqual(['upload-1'])
    await passes(100)
    expect(states()).toEqual(['cancelled', 'uploading', 'uploading', 'uploading', 'uploading'])
    expect(queue.snapshot().total.files).toBe(4)
  })

  test('stays cancelled whatever the store says afterwards', async () => {
    await drop(1)
    queue.cancel(item().key)
    store.at(0).end({ kind: 'stored' })
    await passes(100)
    expect(item().state).toBe('cancelled')
  })

  test('of a file that is just being begun abandons it as soon as it is known', async () => {
    queue.add(files(1))
    await Promise.resolve()
    queue.cancel(item().key)
    await passes(100)
    expect(app.begun).toHaveLength(1)
    expect(app.abandoned).toEqual(['upload-1'])
    expect(store.attempts).toHaveLength(0)
  })

  test('of a file that nobody began asks for nothing', async () => {
    queue.add(files(1))
    queue.cancel(item().key)
    await passes(100)
    expect(app.begun).toEqual([])
  })

  test('does not mind an app that cannot be told', async () => {
    vi.spyOn(app, 'abandon').mockRejectedValue(new Error('No network.'))
    await drop(1)
    queue.cancel(item().key)
    await passes(100)
    expect(item()).toMatchObject({ state: 'cancelled', error: null })
  })

  test('of a file that is done changes nothing', async () => {
    await drop(1)
    store.at(0).end({ kind: 'stored' })
    await passes(100)
    queue.cancel(item().key)
    expect(item().state).toBe('done')
    expect(app.abandoned).toEqual([])
  })
})

describe('retry', () => {
  test('sends the same upload again', async () => {
    await drop(1)
    store.at(0).end(REFUSED)
    await passes(100)
    expect(item()).toMatchObject({ state: 'failed', percent: 0 })
    queue.retry(item().key)
    await passes(100)
    store.at(1).end({ kind: 'stored' })
    await passes(100)
    expect(item()).toMatchObject({ state: 'done', documentId: 'document-1' })
    expect(app.begun).toHaveLength(1)
  })

  test('begins anew when the app no longer knows the upload', async () => {
    app.plans = 0
    app.signError = finalError('There is no such document, or it is not shared with you.')
    await drop(1)
    expect(item().state).toBe('failed')
    app.plans = 4
    queue.retry(item().key)
    await passes(100)
    expect(item()).toMatchObject({ state: 'uploading', documentId: 'document-2' })
    expect(app.abandoned).toEqual(['upload-1'])
  })

  test('keeps the upload when it cannot begin anew', async () => {
    app.plans = 0
    app.signError = app.beginError = null
    await drop(0)
    queue.add(files(1))
    app.signError = finalError('You are signed out. Sign in again to go on.')
    await passes(100)
    app.beginError = app.signError
    queue.retry(item().key)
    await passes(100)
    expect(item()).toMatchObject({ state: 'failed', error: 'You are signed out. Sign in again to go on.' })
    app.signError = app.beginError = null
    queue.retry(item().key)
    await passes(100)
    expect(item()).toMatchObject({ state: 'uploading', documentId: 'document-1' })
    expect(app.abandoned).toEqual([])
  })

  test('of a file that is on its way changes nothing', async () => {
    await drop(1)
    queue.retry(item().key)
    await passes(A_WHILE)
    expect(store.attempts).toHaveLength(1)
  })
})

describe('dismiss', () => {
  test('takes one away, or all that are over', async () => {
    await drop(4)
    store.at(0).end({ kind: 'stored' })
    store.at(1).end(REFUSED)
    queue.cancel(item(2).key)
    await passes(100)
    queue.dismiss(item(0).key)
    expect(states()).toEqual(['failed', 'cancelled', 'uploading'])
    queue.dismiss()
    expect(states()).toEqual(['uploading'])
  })

  test('tells the app that a failed one will not come, once', async () => {
    await drop(2)
    store.at(0).end(REFUSED)
    store.at(1).end({ kind: 'stored' })
    await passes(100)
    queue.dismiss()
    queue.dismiss()
    expect(app.abandoned).toEqual(['upload-1'])
  })

  test('leaves a file alone that is on its way', async () => {
    await drop(1)
    queue.dismiss(item().key)
    expect(states()).toEqual(['uploading'])
  })
})
