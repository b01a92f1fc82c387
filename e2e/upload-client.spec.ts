import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
// The plain test: these break connections on purpose, and Chromium reports each to the console.
import { expect, test as base, type Page } from '@playwright/test'
import type { UploadPlan } from '../lib/uploads/schema.ts'
import type { post } from '../lib/upload-client/post.ts'
import type { UploadQueue } from '../lib/upload-client/queue.ts'
import { uploadSpeed } from './line.ts'
import { BadLine } from './upload-client/bad-line.ts'
import { ObedientStore } from './upload-client/obedient-store.ts'
import { startSourceServer } from './upload-client/source-server.ts'

declare global {
  interface Window {
    post: typeof post
    UploadQueue: typeof UploadQueue
    queue: UploadQueue
    progress: number[]
    abort: AbortController
  }
}

type PostPlan = Extract<UploadPlan, { strategy: 'post' }>
type Rig = { store: ObedientStore; line: BadLine; plan: PostPlan }

const test = base.extend<{ rig: Rig }>({
  rig: async ({ page }, use) => {
    const { server, url } = await startSourceServer()
    const store = new ObedientStore()
    const line = new BadLine(await store.listen())
    const expiresAt = new Date(Date.now() + 3_600_000).toISOString()
    const fields = { key: 'incoming/abc', 'Content-Type': 'text/plain', policy: 'cG9saWN5', 'x-amz-signature': 'f00' }
    const plan: UploadPlan = {
      strategy: 'post',
      url: `http://127.0.0.1:${await line.listen()}/docs`,
      fields,
      expiresAt,
    }
    await page.goto(url)
    await expect(page).toHaveTitle('Ready')
    await use({ store, line, plan })
    line.close()
    for (const one of [server, store.server]) {
      one.closeAllConnections()
      one.close()
    }
  },
})

type Sending = { size?: number; silenceMs?: number }

/** Sends `size` bytes of “a” with the page's `post` and answers what it answered. */
function send(page: Page, plan: PostPlan, { size = 1000, silenceMs = 10_000 }: Sending = {}) {
  return page.evaluate(
    async ({ plan, size, silenceMs }) => {
      window.progress = []
      window.abort = new AbortController()
      const file = new File([new Uint8Array(size).fill(97)], 'a "b"\r\n☃.txt', { type: 'text/plain' })
      const { signal } = window.abort
      return window.post(plan, file, { signal, silenceMs, onProgress: (loaded) => window.progress.push(loaded) })
    },
    { plan, size, silenceMs },
  )
}

/** A request on a connection that was used before is sent a second time by Chromium itself. */
const TWICE = [2_000_000, 2_000_000]

const progress = (page: Page) => page.evaluate(() => window.progress)

test.describe('one POST', () => {
  test('sends the fields in order, the file last, and nothing of its name', async ({ page, rig }) => {
    expect(await send(page, rig.plan)).toEqual({ kind: 'stored' })
    const [form] = rig.store.taken
    expect(form?.names).toEqual([...Object.keys(rig.plan.fields), 'file'])
    expect(form?.fields).toEqual(rig.plan.fields)
    expect(form?.file).toEqual({ name: 'file', type: 'text/plain', bytes: Buffer.alloc(1000, 97) })
  })

  test('sends an empty file', async ({ page, rig }) => {
    expect(await send(page, rig.plan, { size: 0 })).toEqual({ kind: 'stored' })
    expect(rig.store.taken[0]?.file.bytes).toHaveLength(0)
  })

  test('reports the bytes of the file, not of the form', async ({ page, rig }) => {
    const size = 30_000_000
    expect(await send(page, rig.plan, { size })).toEqual({ kind: 'stored' })
    const seen = await progress(page)
    expect(seen.at(-1)).toBe(size)
    expect(seen).toEqual(seen.toSorted((a, b) => a - b))
    expect(Math.max(...seen)).toBe(size)
  })

  test('tells a refusal with the code of S3', async ({ page, rig }) => {
    rig.store.orders.push({ status: 400, code: 'EntityTooLarge' }, { status: 503 })
    expect(await send(page, rig.plan)).toEqual({ kind: 'refused', status: 400, code: 'EntityTooLarge' })
    expect(await send(page, rig.plan)).toEqual({ kind: 'refused', status: 503, code: null })
  })

  test('takes an answer that CORS hides for a broken connection', async ({ page, rig }) => {
    rig.store.orders.push({ status: 500, hidden: true })
    expect(await send(page, rig.plan)).toEqual({ kind: 'network' })
  })

  test('notices a connection that is reset in the middle', async ({ page, rig }) => {
    rig.line.breaks.push(...TWICE)
    expect(await send(page, rig.plan, { size: 30_000_000 })).toEqual({ kind: 'network' })
    expect(rig.store.taken).toEqual([])
  })

  test('notices a line that went dead in the middle', async ({ page, rig }) => {
    rig.line.deadAfter = 2_000_000
    expect(await send(page, rig.plan, { size: 50_000_000, silenceMs: 500 })).toEqual({ kind: 'silent' })
    expect((await progress(page)).at(-1)).toBeLessThan(50_000_000)
  })

  test('notices a store that never answers', async ({ page, rig }) => {
    rig.store.orders.push({ after: Infinity })
    expect(await send(page, rig.plan, { silenceMs: 500 })).toEqual({ kind: 'silent' })
    expect(rig.store.posts).toBe(1)
  })

  test('gives the store longer to answer a large form', async ({ page, rig }) => {
    // 40 MB / 20 MB/s = 2 s on top of the silence.
    rig.store.orders.push({ after: 1_200 })
    expect(await send(page, rig.plan, { size: 40_000_000, silenceMs: 800 })).toEqual({ kind: 'stored' })
  })

  test('bears a slow line as long as something moves', async ({ page, rig }) => {
    await uploadSpeed(page, 2_000_000)
    expect(await send(page, rig.plan, { size: 8_000_000, silenceMs: 2_000 })).toEqual({ kind: 'stored' })
  })

  test('ends at once when it is aborted', async ({ page, rig }) => {
    rig.store.orders.push({ after: Infinity })
    const sent = send(page, rig.plan)
    await expect.poll(() => rig.store.posts).toBe(1)
    await page.evaluate(() => window.abort.abort())
    expect(await sent).toEqual({ kind: 'aborted' })
  })
})

/** Makes the page's queue; its app begins everything with the same plan. */
function makeQueue(page: Page, plan: PostPlan) {
  return page.evaluate((plan) => {
    let last = 0
    window.queue = new window.UploadQueue({
      begin: async (files) => files.map(() => ({ documentId: `d${(last += 1)}`, uploadId: `u${last}`, plan })),
      sign: async () => plan,
      signParts: async () => [],
      finish: async () => ({ arrived: false, reason: null }),
      abandon: async () => {},
    })
  }, plan)
}

const items = (page: Page) => page.evaluate(() => window.queue.snapshot().items)
const state = async (page: Page) => (await items(page)).map((item) => item.state).join()

test.describe('the queue', () => {
  const add = (page: Page, size: number) =>
    page.evaluate((size) => window.queue.add([new File([new Uint8Array(size).fill(98)], 'b.bin')]), size)

  test('sends a file again after its connection broke', async ({ page, rig }) => {
    await makeQueue(page, rig.plan)
    rig.line.breaks.push(...TWICE)
    await add(page, 10_000_000)
    await expect.poll(() => state(page)).toBe('done')
    expect(rig.store.taken.map(({ file }) => file.bytes.equals(Buffer.alloc(10_000_000, 98)))).toEqual([true])
  })

  test('waits without a network and goes on with it', async ({ page, rig }) => {
    await makeQueue(page, rig.plan)
    await page.context().setOffline(true)
    await add(page, 1000)
    await expect.poll(() => state(page)).toBe('retrying')
    expect((await items(page))[0]?.error).toBe('You are offline. The upload goes on when the connection is back.')
    await page.context().setOffline(false)
    await expect.poll(() => state(page)).toBe('done')
  })

  test('breaks off what is cancelled', async ({ page, rig }) => {
    await makeQueue(page, rig.plan)
    await uploadSpeed(page, 2_000_000)
    await add(page, 30_000_000)
    await expect.poll(async () => (await items(page))[0]?.percent).toBeGreaterThan(0)
    await page.evaluate(() => window.queue.cancel(window.queue.snapshot().items[0]?.key ?? ''))
    await expect.poll(() => rig.store.brokenOff).toBe(1)
    expect(await state(page)).toBe('cancelled')
    expect(await page.evaluate(() => window.queue.busy)).toBe(false)
  })

  test('says so when a file was changed after it was chosen', async ({ page, rig }) => {
    const folder = await mkdtemp(join(tmpdir(), 'upload-client-'))
    const path = join(folder, 'draft.txt')
    await writeFile(path, 'first')
    await page.getByLabel('File').setInputFiles(path)
    // Chromium looks at the file when somebody first asks for its size, and compares whole seconds.
    expect(await page.evaluate(() => document.querySelector('input')?.files?.[0]?.size)).toBe(5)
    await writeFile(path, 'first and second')
    await utimes(path, new Date(), new Date(Date.now() + 5_000))
    await makeQueue(page, rig.plan)
    await page.evaluate(() => {
      const input = document.querySelector('input')
      window.queue.add([...(input?.files ?? [])])
    })
    await expect.poll(() => state(page)).toBe('failed')
    expect((await items(page))[0]?.error).toBe(
      'The file was changed, moved or removed since you chose it. Choose it again.',
    )
    await rm(folder, { recursive: true })
  })
})
