import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { fakeTime, finalError, passes } from './scripted-app'
import { files, ScriptedQueue } from './scripted-queue'

const A_WHILE = 31_000
const REFUSED = { kind: 'refused', status: 404, code: 'NoSuchBucket' } as const
let rig: ScriptedQueue

beforeEach(() => {
  fakeTime()
  rig = new ScriptedQueue()
})
afterEach(() => void vi.useRealTimers())

describe('cancel', () => {
  test('stops the bytes, tells the app and lets the next file start', async () => {
    await rig.drop(5)
    rig.queue.cancel(rig.item().key)
    expect(rig.item().state).toBe('cancelled')
    expect(rig.store.at(0).signal.aborted).toBe(true)
    expect(rig.app.abandoned).toEqual(['upload-1'])
    await passes(100)
    expect(rig.states()).toEqual(['cancelled', 'uploading', 'uploading', 'uploading', 'uploading'])
    expect(rig.queue.snapshot().total.files).toBe(4)
  })

  test('stays cancelled whatever the store says afterwards', async () => {
    await rig.drop(1)
    rig.queue.cancel(rig.item().key)
    rig.store.at(0).end({ kind: 'stored' })
    await passes(100)
    expect(rig.item().state).toBe('cancelled')
  })

  test('of a file that is just being begun abandons it as soon as it is known', async () => {
    rig.queue.add(files(1))
    await Promise.resolve()
    rig.queue.cancel(rig.item().key)
    await passes(100)
    expect(rig.app.begun).toHaveLength(1)
    expect(rig.app.abandoned).toEqual(['upload-1'])
    expect(rig.store.attempts).toHaveLength(0)
  })

  test('of a file that nobody began asks for nothing', async () => {
    rig.queue.add(files(1))
    rig.queue.cancel(rig.item().key)
    await passes(100)
    expect(rig.app.begun).toEqual([])
  })

  test('does not mind an app that cannot be told', async () => {
    vi.spyOn(rig.app, 'abandon').mockRejectedValue(new Error('No network.'))
    await rig.drop(1)
    rig.queue.cancel(rig.item().key)
    await passes(100)
    expect(rig.item()).toMatchObject({ state: 'cancelled', error: null })
  })

  test('of a file that is done changes nothing', async () => {
    await rig.drop(1)
    rig.store.at(0).end({ kind: 'stored' })
    await passes(100)
    rig.queue.cancel(rig.item().key)
    expect(rig.item().state).toBe('done')
    expect(rig.app.abandoned).toEqual([])
  })
})

describe('retry', () => {
  test('sends the same upload again', async () => {
    await rig.drop(1)
    rig.store.at(0).end(REFUSED)
    await passes(100)
    expect(rig.item()).toMatchObject({ state: 'failed', percent: 0 })
    rig.queue.retry(rig.item().key)
    await passes(100)
    rig.store.at(1).end({ kind: 'stored' })
    await passes(100)
    expect(rig.item()).toMatchObject({ state: 'done', documentId: 'document-1' })
    expect(rig.app.begun).toHaveLength(1)
  })

  test('begins anew when the app no longer knows the upload', async () => {
    rig.app.plans = 0
    rig.app.signError = rig.app.finishError = finalError('There is no such upload, or it is not yours.')
    await rig.drop(1)
    expect(rig.item().state).toBe('failed')
    rig.app.plans = 4
    rig.queue.retry(rig.item().key)
    await passes(100)
    expect(rig.item()).toMatchObject({ state: 'uploading', documentId: 'document-2' })
    expect(rig.app.abandoned).toEqual(['upload-1'])
  })

  test('makes no second document of a file that had arrived, only its answer had not', async () => {
    await rig.drop(1)
    rig.store.at(0).end({ kind: 'refused', status: 400, code: 'Odd' })
    await passes(100)
    expect(rig.item().state).toBe('failed')
    rig.app.signError = finalError('This upload has ended. Upload the file again.')
    rig.queue.retry(rig.item().key)
    await passes(100)
    expect(rig.item()).toMatchObject({ state: 'done', documentId: 'document-1' })
    expect(rig.app.begun).toHaveLength(1)
  })

  test('of a file that was rejected says why, and only the next one begins anew', async () => {
    rig.app.plans = 0
    rig.app.signError = finalError('This upload has ended. Upload the file again.')
    rig.app.finishes.push('The upload was not finished in time. Upload it again.', 'It was rejected.')
    await rig.drop(1)
    expect(rig.item()).toMatchObject({
      state: 'failed',
      error: 'The upload was not finished in time. Upload it again.',
    })
    rig.app.plans = 4
    rig.queue.retry(rig.item().key)
    await passes(100)
    expect(rig.item()).toMatchObject({ state: 'uploading', documentId: 'document-2' })
  })

  test('keeps the upload when it cannot begin anew', async () => {
    rig.app.plans = 0
    rig.app.signError = rig.app.finishError = finalError('You are signed out. Sign in again to go on.')
    await rig.drop(1)
    rig.app.beginError = rig.app.signError
    rig.queue.retry(rig.item().key)
    await passes(100)
    expect(rig.item()).toMatchObject({ state: 'failed', error: 'You are signed out. Sign in again to go on.' })
    rig.app.signError = rig.app.beginError = null
    rig.queue.retry(rig.item().key)
    await passes(100)
    expect(rig.item()).toMatchObject({ state: 'uploading', documentId: 'document-1' })
    expect(rig.app.abandoned).toEqual([])
  })

  test('of a file that is on its way changes nothing', async () => {
    await rig.drop(1)
    rig.queue.retry(rig.item().key)
    await passes(A_WHILE)
    expect(rig.store.attempts).toHaveLength(1)
  })
})

describe('dismiss', () => {
  test('takes one away, or all that are over', async () => {
    await rig.drop(4)
    rig.store.at(0).end({ kind: 'stored' })
    rig.store.at(1).end(REFUSED)
    rig.queue.cancel(rig.item(2).key)
    await passes(100)
    rig.queue.dismiss(rig.item(0).key)
    expect(rig.states()).toEqual(['failed', 'cancelled', 'uploading'])
    rig.queue.dismiss()
    expect(rig.states()).toEqual(['uploading'])
  })

  test('tells the app that a failed one will not come, once', async () => {
    await rig.drop(2)
    rig.store.at(0).end(REFUSED)
    rig.store.at(1).end({ kind: 'stored' })
    await passes(100)
    rig.queue.dismiss()
    rig.queue.dismiss()
    expect(rig.app.abandoned).toEqual(['upload-1'])
  })

  test('leaves a file alone that is on its way', async () => {
    await rig.drop(1)
    rig.queue.dismiss(rig.item().key)
    expect(rig.states()).toEqual(['uploading'])
  })
})
