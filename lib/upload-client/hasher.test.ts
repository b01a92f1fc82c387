import { createHash } from 'node:crypto'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { Hasher } from './hasher'
import { canHash, sha256 } from './sha256'

afterEach(() => void vi.unstubAllGlobals())

const body = new Blob(['abc'])
const SUM = createHash('sha256').update('abc').digest('base64')
const unreadable = () =>
  Object.assign(new Blob(['abc']), { arrayBuffer: () => Promise.reject(new Error('NotReadableError')) })

test('sha256 is base64 of the whole', async () => {
  expect(await sha256(body)).toBe(SUM)
})

test('a page without a secure context cannot hash', () => {
  expect(canHash()).toBe(true)
  vi.stubGlobal('crypto', {})
  expect(canHash()).toBe(false)
})

describe('without a Worker', () => {
  test('the page hashes by itself', async () => {
    const hasher = new Hasher()
    expect(await hasher.hash(body)).toBe(SUM)
    await expect(hasher.hash(unreadable())).rejects.toThrow('NotReadableError')
    hasher.rest()
  })

  test('it does so too when the browser does not let it start', async () => {
    vi.stubGlobal('Worker', function refuse() {
      throw new Error('refused by a policy')
    })
    const hasher = new Hasher()
    expect(await Promise.all([hasher.hash(body), hasher.hash(body)])).toEqual([SUM, SUM])
    expect(await hasher.hash(body)).toBe(SUM)
  })

  test('it does so too when its script cannot be had', async () => {
    vi.stubGlobal(
      'Worker',
      class {
        onerror: ((event: Event) => void) | null = null
        postMessage = () => setImmediate(() => this.onerror?.(new Event('error')))
        terminate = () => undefined
      },
    )
    expect(await new Hasher().hash(body)).toBe(SUM)
  })
})

describe('with a Worker', () => {
  /** One that answers with the size instead of the sum, the last first. */
  function stubWorker() {
    const made: {
      onmessage?: (event: { data: unknown }) => void
      asked: { id: number; body: Blob }[]
      terminated: boolean
    }[] = []
    vi.stubGlobal(
      'Worker',
      class {
        asked: { id: number; body: Blob }[] = []
        terminated = false
        constructor() {
          made.push(this)
        }
        postMessage = (request: { id: number; body: Blob }) => void this.asked.push(request)
        terminate = () => void (this.terminated = true)
      },
    )
    return made
  }

  test('gets each answer to who asked', async () => {
    const made = stubWorker()
    const hasher = new Hasher()
    const sums = [hasher.hash(new Blob(['a'])), hasher.hash(new Blob(['bc']))]
    const [worker] = made
    for (const { id, body } of worker?.asked.toReversed() ?? [])
      worker?.onmessage?.({ data: { id, sum: `${body.size}` } })
    expect(await Promise.all(sums)).toEqual(['1', '2'])
    expect(made).toHaveLength(1)
  })

  test('says when the bytes cannot be read', async () => {
    const made = stubWorker()
    const sum = new Hasher().hash(body)
    made[0]?.onmessage?.({ data: { id: 1, sum: null } })
    await expect(sum).rejects.toThrow('cannot be read')
  })

  test('gives it back at rest, not before, and starts another one', async () => {
    const made = stubWorker()
    const hasher = new Hasher()
    const sum = hasher.hash(body)
    hasher.rest()
    expect(made[0]?.terminated).toBe(false)
    made[0]?.onmessage?.({ data: { id: 1, sum: 'x' } })
    expect(await sum).toBe('x')
    hasher.rest()
    expect(made[0]?.terminated).toBe(true)
    void hasher.hash(body)
    expect(made).toHaveLength(2)
  })
})
