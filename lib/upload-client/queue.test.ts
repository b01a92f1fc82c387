import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { FILES_AT_ONCE, MAX_FILES_A_BEGIN } from '../uploads/limits'
import { fakeTime, finalError, passes } from './scripted-app'
import { files, ScriptedQueue } from './scripted-queue'

const A_WHILE = 31_000
let rig: ScriptedQueue

beforeEach(() => {
  fakeTime()
  rig = new ScriptedQueue()
})
afterEach(() => void vi.useRealTimers())

describe('a drop', () => {
  test('begins all files with one call and sends some at once', async () => {
    await rig.drop(6)
    expect(rig.app.begun).toEqual([files(6).map(({ name }) => ({ name, size: 1000, type: 'text/plain' }))])
    expect(rig.store.attempts).toHaveLength(FILES_AT_ONCE)
    expect(rig.states()).toEqual(['uploading', 'uploading', 'uploading', 'uploading', 'waiting', 'waiting'])
    expect(rig.item().documentId).toBe('document-1')
  })

  test('shows its files before the app has answered', () => {
    rig.queue.add(files(2))
    expect(rig.states()).toEqual(['waiting', 'waiting'])
    expect(rig.queue.busy).toBe(true)
  })

  test('shares a begin with another one of the same moment', async () => {
    rig.queue.add(files(2))
    rig.queue.add(files(1))
    await passes()
    expect(rig.app.begun.map((batch) => batch.length)).toEqual([3])
  })

  test('is cut where one call would be too large', async () => {
    await rig.drop(MAX_FILES_A_BEGIN + 1, 0)
    expect(rig.app.begun.map((batch) => batch.length)).toEqual([MAX_FILES_A_BEGIN, 1])
  })

  test('signs a file when its turn comes', async () => {
    await rig.drop(5)
    expect(rig.app.signed).toEqual([])
    rig.store.at(0).end({ kind: 'stored' })
    await passes(100)
    expect(rig.app.signed).toEqual(['upload-5'])
    expect(rig.states()).toEqual(['done', 'uploading', 'uploading', 'uploading', 'uploading'])
  })

  test('ends with nothing busy and everything at 100', async () => {
    await rig.drop(3)
    for (const attempt of rig.store.attempts) attempt.end({ kind: 'stored' })
    await passes(100)
    expect(rig.states()).toEqual(['done', 'done', 'done'])
    expect(rig.queue.snapshot().total).toMatchObject({ files: 3, done: 3, failed: 0, percent: 100, loaded: 3000 })
    expect(rig.queue.busy).toBe(false)
    expect(vi.getTimerCount()).toBe(0)
  })

  test('of nothing asks for nothing', async () => {
    rig.queue.add([])
    await passes()
    expect(rig.app.begun).toEqual([])
  })
})

describe('a begin that fails', () => {
  test('fails its files with the sentence, and a retry begins them again', async () => {
    rig.app.beginError = finalError('Your quota is used up.')
    await rig.drop(2)
    expect(rig.queue.snapshot().items.map(({ state, error }) => [state, error])).toEqual([
      ['failed', 'Your quota is used up.'],
      ['failed', 'Your quota is used up.'],
    ])
    rig.app.beginError = null
    rig.queue.retry(rig.item(0).key)
    rig.queue.retry(rig.item(1).key)
    await passes(100)
    expect(rig.app.begun.map((batch) => batch.length)).toEqual([2, 2])
    expect(rig.states()).toEqual(['uploading', 'uploading'])
    expect(rig.item().error).toBeNull()
  })

  test('waits for the network when there is none', async () => {
    rig.connection.offline = true
    rig.app.beginError = new Error('No network.')
    await rig.drop(2)
    expect(rig.states()).toEqual(['waiting', 'waiting'])
    expect(rig.item().error).toMatch(/^You are offline/)
    rig.app.beginError = null
    rig.connection.back()
    await passes(100)
    expect(rig.states()).toEqual(['uploading', 'uploading'])
    expect(rig.item().error).toBeNull()
  })

  test('leaves no file without an answer', async () => {
    vi.spyOn(rig.app, 'begin').mockResolvedValue([])
    await rig.drop(1)
    expect(rig.item()).toMatchObject({ state: 'failed', error: 'Countersign did not take this file. Try again.' })
  })
})

describe('progress', () => {
  test('is 100 only after the answer', async () => {
    await rig.drop(1)
    rig.store.at(0).onProgress(1000)
    await passes(250)
    expect(rig.item()).toMatchObject({ percent: 99, secondsLeft: null, state: 'uploading' })
    rig.store.at(0).end({ kind: 'stored' })
    await passes(100)
    expect(rig.item()).toMatchObject({ percent: 100, state: 'done' })
  })

  test('tells listeners of bytes at most four times a second, and only what a reader sees', async () => {
    await rig.drop(1)
    const listener = vi.fn()
    rig.queue.subscribe(listener)
    const before = rig.queue.snapshot()
    for (let loaded = 1; loaded <= 9; loaded += 1) rig.store.at(0).onProgress(loaded)
    await passes(250)
    expect(listener).not.toHaveBeenCalled()
    expect(rig.queue.snapshot()).toBe(before)
    for (let loaded = 10; loaded <= 50; loaded += 1) rig.store.at(0).onProgress(loaded)
    await passes(249)
    expect(listener).not.toHaveBeenCalled()
    await passes(1)
    expect(listener).toHaveBeenCalledOnce()
    expect(rig.item().percent).toBe(5)
  })

  test('keeps the objects of files that did not change', async () => {
    await rig.drop(2)
    const [first, second] = rig.queue.snapshot().items
    rig.store.at(0).onProgress(500)
    await passes(250)
    expect(rig.queue.snapshot().items[0]).not.toBe(first)
    expect(rig.queue.snapshot().items[1]).toBe(second)
  })

  test('shows speed and time left, and takes them back when nothing moves', async () => {
    await rig.drop(1, 100_000)
    for (let loaded = 0; loaded <= 30_000; loaded += 1000) {
      rig.store.at(0).onProgress(loaded)
      await passes(100)
    }
    await passes(250)
    expect(rig.item()).toMatchObject({ percent: 30, bytesPerSecond: 10_000, secondsLeft: 7 })
    expect(rig.queue.snapshot().total).toMatchObject({ bytesPerSecond: 10_000, secondsLeft: 7 })
    await passes(12_000)
    expect(rig.item()).toMatchObject({ bytesPerSecond: 0, secondsLeft: null })
  })

  test('starts from nothing with a new attempt', async () => {
    await rig.drop(1)
    rig.store.at(0).onProgress(900)
    rig.store.at(0).end({ kind: 'network' })
    await passes(100)
    expect(rig.item()).toMatchObject({ state: 'retrying', percent: 0, loaded: 0 })
    await passes(A_WHILE)
    expect(rig.item().state).toBe('uploading')
  })

  test('goes on after a listener has left', async () => {
    await rig.drop(1)
    const listener = vi.fn()
    rig.queue.subscribe(listener)()
    rig.store.at(0).onProgress(500)
    await passes(250)
    expect(listener).not.toHaveBeenCalled()
    expect(rig.item().percent).toBe(50)
  })
})
