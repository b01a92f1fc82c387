import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { UploadQueue } from './queue'
import type { ResumeRecords } from './resume-store'
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

let app: ScriptedApp
let store: ScriptedStore
let locks: ScriptedLocks
let queue: UploadQueue
const tell = vi.fn()
const records = {
  keep: vi.fn(async () => {}),
  forget: vi.fn(async () => {}),
  all: async () => [],
} satisfies ResumeRecords

beforeEach(() => {
  fakeTime()
  vi.clearAllMocks()
  app = new ScriptedApp()
  app.parting = { partSize: 10, partCount: 6, checksums: false }
  store = new ScriptedStore()
  locks = new ScriptedLocks()
  queue = new UploadQueue(app, {
    send: store.send,
    connection: new ScriptedConnection(),
    locks,
    records,
    news: { tell },
  })
})
afterEach(() => void vi.useRealTimers())

const file = (name = 'a.bin') => new File(['x'.repeat(60)], name)
const states = () => queue.snapshot().items.map(({ state }) => state)
const item = (index = 0) => {
  const found = queue.snapshot().items[index]
  if (found === undefined) throw new Error(`There is no item ${index}.`)
  return found
}

async function drop(...files: File[]): Promise<void> {
  queue.add(files)
  await passes(100)
}

async function take(...numbers: number[]): Promise<void> {
  for (const attempt of store.open.filter((one) => numbers.includes(partNumber(one)))) {
    app.present.add(partNumber(attempt))
    attempt.end({ kind: 'stored' })
  }
  await passes(250)
}

const takeAll = () => take(1, 2, 3, 4, 5, 6)

describe('a file in parts', () => {
  test('can be paused, says how far it is, and is written down', async () => {
    await drop(file())
    expect(item()).toMatchObject({ state: 'uploading', inParts: true, percent: 0, uploadId: 'upload-1' })
    expect(records.keep).toHaveBeenCalledWith(expect.objectContaining({ uploadId: 'upload-1' }), expect.any(File))
    await take(1, 2, 3)
    expect(item()).toMatchObject({ percent: 50, loaded: 30 })
    await take(4, 5, 6)
    expect(item()).toMatchObject({ percent: 100, state: 'done' })
    expect(records.forget).toHaveBeenCalledWith('upload-1')
    expect(vi.getTimerCount()).toBe(0)
  })

  test('stays at 99 until the server has joined it', async () => {
    let joined: (answer: { arrived: true }) => void = () => {}
    vi.spyOn(app, 'finish').mockImplementation(() => new Promise((resolve) => (joined = resolve)))
    await drop(file())
    await take(1, 2, 3, 4)
    await take(5, 6)
    expect(item()).toMatchObject({ percent: 99, state: 'uploading' })
    joined({ arrived: true })
    await passes(100)
    expect(item()).toMatchObject({ percent: 100, state: 'done' })
  })

  test('does not count what the store had for speed', async () => {
    for (const number of [1, 2, 3, 4]) app.present.add(number)
    queue.adopt({ documentId: 'document-9', uploadId: 'upload-9' }, file())
    await passes(2_000)
    expect(item()).toMatchObject({ percent: 66, bytesPerSecond: 0, documentId: 'document-9' })
    expect(queue.snapshot().total.bytesPerSecond).toBe(0)
  })
})

describe('pause', () => {
  test('stops the parts in flight and keeps what the store has', async () => {
    await drop(file())
    await take(1, 3)
    store.open[0]?.onProgress(5)
    queue.pause(item().key)
    await passes(250)
    expect(item()).toMatchObject({ state: 'paused', percent: 33, error: null })
    expect(store.open).toEqual([])
    expect(queue.busy).toBe(false)
    expect(app.abandoned).toEqual([])
    expect(queue.snapshot().total).toMatchObject({ resting: 1, done: 0, percent: 33 })
    await passes(60_000)
    expect(store.open).toEqual([])
  })

  test('is followed by what the store does not have', async () => {
    await drop(file())
    await take(1, 3)
    queue.pause(item().key)
    await passes(100)
    queue.resume(item().key)
    await passes(100)
    expect(store.open.map(partNumber)).toEqual([2, 4, 5, 6])
    expect(app.signed).toEqual(['upload-1'])
    await takeAll()
    expect(item().state).toBe('done')
  })

  test('taken back at once never sends a file twice at the same time', async () => {
    await drop(file())
    queue.pause(item().key)
    queue.resume(item().key)
    await passes(100)
    expect(store.open.map(partNumber)).toEqual([1, 2, 3, 4])
    expect(states()).toEqual(['uploading'])
  })

  test('lets the next file start', async () => {
    await drop(...['1', '2', '3', '4', '5'].map((name) => file(name)))
    expect(states()[4]).toBe('waiting')
    queue.pause(item(0).key)
    await passes(100)
    expect(states()).toEqual(['paused', 'uploading', 'starting', 'starting', 'starting'])
  })

  test('in the moment in which the file arrived changes nothing', async () => {
    let joined: (answer: { arrived: true }) => void = () => {}
    vi.spyOn(app, 'finish').mockImplementation(() => new Promise((resolve) => (joined = resolve)))
    await drop(file())
    await take(1, 2, 3, 4)
    await take(5, 6)
    queue.pause(item().key)
    joined({ arrived: true })
    await passes(100)
    expect(item().state).toBe('done')
  })

  test('of a file that goes in one piece changes nothing', async () => {
    app.parting = null
    await drop(file())
    queue.pause(item().key)
    expect(item().state).toBe('uploading')
    expect(item().inParts).toBe(false)
  })

  test('of a file that is over changes nothing, nor does a resume of one that is not paused', async () => {
    await drop(file())
    queue.resume(item().key)
    await takeAll()
    await takeAll()
    queue.pause(item().key)
    expect(item().state).toBe('done')
  })
})

describe('an upload of an earlier day', () => {
  test('goes on with what the store does not have', async () => {
    for (const number of [1, 2, 3, 4]) app.present.add(number)
    queue.adopt({ documentId: 'document-9', uploadId: 'upload-9' }, file())
    await passes(100)
    expect(app.begun).toEqual([])
    expect(store.open.map(partNumber)).toEqual([5, 6])
    await takeAll()
    expect(item()).toMatchObject({ state: 'done', documentId: 'document-9' })
  })

  test('is done when it was finished meanwhile', async () => {
    app.signError = finalError('This upload has ended. Upload the file again.')
    queue.adopt({ documentId: 'document-9', uploadId: 'upload-9' }, file())
    await passes(100)
    expect(item().state).toBe('done')
  })

  test('is not begun twice in one tab', async () => {
    await drop(file())
    queue.pause(item().key)
    await passes(100)
    queue.adopt({ documentId: 'document-1', uploadId: 'upload-1' }, file())
    queue.adopt({ documentId: 'document-1', uploadId: 'upload-1' }, file())
    await passes(100)
    expect(states()).toEqual(['uploading'])
  })
})

describe('another tab', () => {
  beforeEach(() => void locks.elsewhere.add('upload-9'))

  test('that has the upload keeps this one waiting, without a place', async () => {
    queue.adopt({ documentId: 'document-9', uploadId: 'upload-9' }, file())
    await passes(100)
    expect(item()).toMatchObject({ state: 'elsewhere' })
    expect(queue.busy).toBe(false)
    expect(store.attempts).toEqual([])
    await drop(file('b'))
    expect(states()).toEqual(['elsewhere', 'uploading'])
  })

  test('that stops leaves it to this one', async () => {
    queue.adopt({ documentId: 'document-9', uploadId: 'upload-9' }, file())
    await passes(100)
    app.present.add(1)
    locks.free('upload-9')
    await passes(100)
    expect(item().state).toBe('uploading')
    expect(store.open.map(partNumber)).toEqual([2, 3, 4, 5])
  })

  test('that finished it leaves nothing to do', async () => {
    queue.adopt({ documentId: 'document-9', uploadId: 'upload-9' }, file())
    await passes(100)
    app.signError = finalError('This upload has ended. Upload the file again.')
    locks.free('upload-9')
    await passes(100)
    expect(item().state).toBe('done')
    expect(store.attempts).toEqual([])
  })

  test('keeps it when this one only takes it off its list', async () => {
    queue.adopt({ documentId: 'document-9', uploadId: 'upload-9' }, file())
    await passes(100)
    queue.dismiss()
    expect(states()).toEqual(['elsewhere'])
    queue.dismiss(item().key)
    locks.free('upload-9')
    await passes(100)
    expect(states()).toEqual([])
    expect(app.abandoned).toEqual([])
    expect(store.attempts).toEqual([])
  })
})

describe('what failed in the middle', () => {
  beforeEach(async () => {
    await drop(file())
    await take(1, 2)
    store.open[0]?.end({ kind: 'refused', status: 400, code: 'InvalidRequest' })
    await passes(100)
  })

  test('keeps its parts for the next try', async () => {
    expect(item()).toMatchObject({ state: 'failed', percent: 33 })
    queue.retry(item().key)
    await passes(100)
    expect(store.open.map(partNumber)).toEqual([3, 4, 5, 6])
  })

  test('stays unfinished when the whole list is closed, and is given up when it alone is', async () => {
    queue.dismiss()
    expect(states()).toEqual([])
    expect(app.abandoned).toEqual([])
    expect(records.forget).not.toHaveBeenCalled()
    await drop(file('b'))
    store.open[0]?.end({ kind: 'refused', status: 400, code: 'InvalidRequest' })
    await passes(100)
    queue.dismiss(item().key)
    expect(app.abandoned).toEqual(['upload-2'])
    expect(records.forget).toHaveBeenCalledWith('upload-2')
  })
})

describe('cancel', () => {
  test('of a paused file tells the app', async () => {
    await drop(file())
    queue.pause(item().key)
    queue.cancel(item().key)
    await passes(100)
    expect(item().state).toBe('cancelled')
    expect(app.abandoned).toEqual(['upload-1'])
    expect(records.forget).toHaveBeenCalledWith('upload-1')
    expect(tell).toHaveBeenCalledOnce()
  })
})

test('stop leaves what goes in parts for later and cancels the rest', async () => {
  await drop(file())
  app.parting = null
  await drop(file('b'), file('c'))
  queue.stop()
  await passes(100)
  expect(states()).toEqual(['cancelled', 'cancelled'])
  expect(app.abandoned).toEqual(['upload-2', 'upload-3'])
  expect(store.open).toEqual([])
  expect(queue.busy).toBe(false)
})
