import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { UnfinishedUpload } from '../uploads/schema'
import { handleOf, type FileHandle } from './file-origin'
import { fingerprintOf } from './fingerprint'
import type { QueueSnapshot, UploadState } from './queue'
import type { ResumeRecord } from './resume-store'
import { finalError, ScriptedLocks } from './scripted-app'
import { UnfinishedUploads } from './unfinished'

const file = (text = 'abc', name = 'a.bin') => new File([text], name, { lastModified: 1 })
const handleTo = (found: () => Promise<File>): FileHandle => ({ kind: 'file', name: 'a.bin', getFile: found })
const upload: UnfinishedUpload = {
  uploadId: 'u1',
  documentId: 'd1',
  name: 'a.bin',
  size: 3,
  startedAt: '2026-11-24T12:00:00Z',
  replaces: false,
}

class ScriptedQueue {
  readonly adopted: { uploadId: string; file: File }[] = []
  readonly added: File[] = []
  readonly replaced: { documentId: string; file: File }[] = []
  uploadIds: string[] = []
  state: UploadState = 'uploading'
  #listener = () => {}

  snapshot(): QueueSnapshot {
    const items = this.uploadIds.map((uploadId) => ({ uploadId, inParts: true, state: this.state }))
    return { items, total: {} } as unknown as QueueSnapshot
  }

  subscribe(listener: () => void): () => void {
    this.#listener = listener
    return () => undefined
  }

  replace({ documentId }: { documentId: string }, file: File): void {
    this.replaced.push({ documentId, file })
  }

  adopt({ uploadId }: { uploadId: string }, file: File): void {
    this.adopted.push({ uploadId, file })
    this.has(uploadId)
  }

  add(files: readonly File[]): void {
    this.added.push(...files)
  }

  has(...uploadIds: string[]): void {
    this.uploadIds = uploadIds
    this.#listener()
  }
}

let queue: ScriptedQueue
let listed: UnfinishedUpload[]
let kept: ResumeRecord[]
let locks: ScriptedLocks
let unfinished: UnfinishedUploads
const list = vi.fn(async () => listed)
const abandon = vi.fn<(uploadId: string) => Promise<void>>(async () => {})
const forget = vi.fn<(uploadId: string) => Promise<void>>(async () => {})
const tell = vi.fn()
let hear = () => {}

beforeEach(async () => {
  vi.clearAllMocks()
  queue = new ScriptedQueue()
  listed = [upload]
  kept = []
  locks = new ScriptedLocks()
  const records = { keep: async () => {}, forget, all: async () => kept }
  const news = { tell, listen: (listener: () => void) => void (hear = listener) }
  unfinished = new UnfinishedUploads({ list, abandon, queue, records, locks, news })
})

async function remember(handle: FileHandle | null, known = file()): Promise<void> {
  const fingerprint = await fingerprintOf(known)
  kept.push({ uploadId: 'u1', documentId: 'd1', userId: 'p1', fingerprint, handle, keptAt: 0 })
  await unfinished.refresh()
}

const first = () => unfinished.snapshot()[0]
const soon = () => new Promise((resolve) => setImmediate(resolve))

describe('the list', () => {
  test('says how each can be gone on with', async () => {
    await unfinished.refresh()
    expect(unfinished.snapshot()).toEqual([{ ...upload, way: 'anew', elsewhere: false, error: null }])
    await remember(null)
    expect(first()?.way).toBe('choose')
    kept = []
    await remember(handleTo(async () => file()))
    expect(first()?.way).toBe('click')
  })

  test('is the same until something changed, and tells when it did', async () => {
    const listener = vi.fn()
    unfinished.subscribe(listener)
    await unfinished.refresh()
    const before = unfinished.snapshot()
    await unfinished.refresh()
    expect(unfinished.snapshot()).toBe(before)
    expect(listener).toHaveBeenCalledOnce()
  })

  test('stays as it is when the app does not answer', async () => {
    await unfinished.refresh()
    list.mockRejectedValueOnce(new Error('No network.'))
    await unfinished.refresh()
    expect(unfinished.snapshot()).toHaveLength(1)
  })

  test('leaves out what this tab is sending, and asks again when it let it go', async () => {
    await unfinished.refresh()
    queue.has('u1')
    expect(unfinished.snapshot()).toEqual([])
    expect(tell).toHaveBeenCalledOnce()
    queue.has('u1')
    expect(tell).toHaveBeenCalledOnce()
    queue.state = 'paused'
    queue.has('u1')
    expect(tell).toHaveBeenCalledTimes(2)
    queue.has()
    await soon()
    expect(list).toHaveBeenCalledTimes(2)
    expect(unfinished.snapshot()).toHaveLength(1)
  })

  test('says what another tab is sending, and hears of it', async () => {
    await unfinished.refresh()
    locks.elsewhere.add('u1')
    hear()
    await soon()
    expect(first()?.elsewhere).toBe(true)
  })

  test('forgets what must have ended long ago, and nothing else', async () => {
    const fingerprint = await fingerprintOf(file())
    const record = (uploadId: string, keptAt: number) => ({
      uploadId,
      documentId: 'd',
      userId: 'p1',
      fingerprint,
      handle: null,
      keptAt,
    })
    kept = [
      record('u1', 0),
      record('ended', 0),
      record('of last week', Date.now() - 7 * 24 * 3_600_000),
      record('sent here', 0),
    ]
    queue.has('sent here')
    await unfinished.refresh()
    expect(forget.mock.calls).toEqual([['ended']])
  })
})

describe('one click', () => {
  test('goes on with the file behind the handle', async () => {
    const handle = handleTo(async () => file())
    await remember(handle)
    await unfinished.resume('u1')
    expect(queue.adopted.map(({ uploadId }) => uploadId)).toEqual(['u1'])
    expect(handleOf(queue.adopted[0]!.file)).toBe(handle)
    expect(unfinished.snapshot()).toEqual([])
  })

  test('asks for the file where the handle leads to another one', async () => {
    await remember(handleTo(async () => file('abcd')))
    await unfinished.resume('u1')
    expect(queue.adopted).toEqual([])
    expect(first()).toMatchObject({ way: 'choose', error: expect.stringContaining('it has 4 bytes, not 3 bytes') })
  })

  test('asks for the file where the handle leads nowhere', async () => {
    await remember(handleTo(() => Promise.reject(new Error('NotFoundError'))))
    await unfinished.resume('u1')
    expect(first()).toMatchObject({ way: 'choose', error: '“a.bin” is no longer where it was. Choose the file again.' })
  })

  test('without a handle does nothing', async () => {
    await remember(null)
    await unfinished.resume('u1')
    expect(queue.adopted).toEqual([])
  })
})

describe('the file chosen again', () => {
  test('is gone on with', async () => {
    await remember(null)
    await unfinished.choose('u1', file())
    expect(queue.adopted).toHaveLength(1)
  })

  test('is refused when it is another one, until the right one comes', async () => {
    await remember(null)
    await unfinished.choose('u1', file('abd', 'b.bin'))
    expect(queue.adopted).toEqual([])
    expect(first()?.error).toBe(
      'This is not the file that was being uploaded: its name is “b.bin”, not “a.bin”; its content differs.',
    )
    await unfinished.choose('u1', file())
    expect(queue.adopted).toHaveLength(1)
  })

  test('is refused when it cannot be read', async () => {
    await remember(null)
    const gone = Object.assign(file(), { slice: () => Object.assign(new Blob(), { size: 3 }) })
    vi.spyOn(Blob.prototype, 'arrayBuffer').mockRejectedValueOnce(new Error('NotReadableError'))
    await unfinished.choose('u1', gone)
    expect(first()?.error).toBe('The file cannot be read. Choose it again.')
  })

  test('goes up from its first byte when it was begun on another device', async () => {
    await unfinished.refresh()
    await unfinished.choose('u1', file('longer'))
    expect(first()?.error).toBe('This is not the file that was being uploaded: it has 6 bytes, not 3.')
    expect(abandon).not.toHaveBeenCalled()
    await unfinished.choose('u1', file())
    expect(abandon).toHaveBeenCalledWith('u1')
    expect(queue.added).toHaveLength(1)
    expect(unfinished.snapshot()).toEqual([])
  })

  test('stays a new file for its document when it was one', async () => {
    listed = [{ ...upload, replaces: true }]
    await unfinished.refresh()
    await unfinished.choose('u1', file())
    expect(queue.added).toEqual([])
    expect(queue.replaced).toMatchObject([{ documentId: 'd1' }])
  })
})

describe('discard', () => {
  test('ends the upload and tells the other tabs', async () => {
    await remember(null)
    await unfinished.discard('u1')
    expect(abandon).toHaveBeenCalledWith('u1')
    expect(forget).toHaveBeenCalledWith('u1')
    expect(unfinished.snapshot()).toEqual([])
    expect(tell).toHaveBeenCalled()
  })

  test('says why it could not', async () => {
    await remember(null)
    abandon.mockRejectedValueOnce(finalError('You are signed out. Sign in again to go on.'))
    await unfinished.discard('u1')
    expect(first()?.error).toBe('You are signed out. Sign in again to go on.')
  })
})
