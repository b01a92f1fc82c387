import type { Page } from '@playwright/test'
import type { Hasher } from '../../lib/upload-client/hasher.ts'
import type { post } from '../../lib/upload-client/post.ts'
import type { put } from '../../lib/upload-client/put.ts'
import type { UploadQueue } from '../../lib/upload-client/queue.ts'
import type { ResumeStore } from '../../lib/upload-client/resume-store.ts'
import type { Signer } from '../../lib/upload-client/signer.ts'
import type { browserNews } from '../../lib/upload-client/tab-news.ts'
import type { UnfinishedUploads } from '../../lib/upload-client/unfinished.ts'
import type { browserLocks } from '../../lib/upload-client/upload-locks.ts'

/** What the page of source-server.ts has, and what tests put there. */
export type ClientWindow = Window & {
  Hasher: typeof Hasher
  post: typeof post
  put: typeof put
  UploadQueue: typeof UploadQueue
  ResumeStore: typeof ResumeStore
  UnfinishedUploads: typeof UnfinishedUploads
  browserNews: typeof browserNews
  browserLocks: typeof browserLocks
  askApp: (name: keyof Signer | 'list', ...args: unknown[]) => Promise<unknown>
  queue: UploadQueue
  unfinished: UnfinishedUploads
  file: File
}

declare const window: ClientWindow

/** Bytes of which no two megabytes are equal. */
export function pattern(size: number): Buffer {
  return Buffer.from(Uint8Array.from({ length: size }, (_, index) => (index * 7 + (index >> 16)) & 255))
}

/** Makes queue and list of the unfinished, as the workspace does; the app is asked through `askApp`. */
export async function makeClient(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const { askApp } = window
    const ask = (name: keyof Signer | 'list', ...args: unknown[]) =>
      askApp(name, ...args).catch((error: Error) => {
        throw Object.assign(new Error(error.message), { retryable: !error.message.includes('has ended') })
      }) as Promise<never>
    const signer: Signer = {
      begin: (files, how) => ask('begin', files, how),
      sign: (uploadId) => ask('sign', uploadId),
      signParts: (uploadId, parts) => ask('signParts', uploadId, parts),
      finish: (uploadId) => ask('finish', uploadId),
      abandon: (uploadId) => ask('abandon', uploadId),
    }
    const records = new window.ResumeStore('person')
    const locks = window.browserLocks()
    const news = window.browserNews()
    const queue = new window.UploadQueue(signer, { records, locks, news })
    const { abandon } = signer
    const options = { list: () => ask('list'), abandon, queue, records, locks, news }
    Object.assign(window, { queue, unfinished: new window.UnfinishedUploads(options) })
    await window.unfinished.refresh()
  })
}

/** Puts a file of our pattern into the browser's own file system and adds it to the queue, with its handle. */
export function addFromDisk(page: Page, size: number, name = 'a.bin'): Promise<void> {
  return page.evaluate(
    async ({ size, name }) => {
      const folder = await navigator.storage.getDirectory()
      const handle = await folder.getFileHandle(name, { create: true })
      const stream = await handle.createWritable()
      await stream.write(Uint8Array.from({ length: size }, (_, index) => (index * 7 + (index >> 16)) & 255))
      await stream.close()
      window.queue.add([Object.defineProperty(await handle.getFile(), 'handle', { value: handle })])
    },
    { size, name },
  )
}

/** Adds the file that the page's input has. */
export function addFromInput(page: Page): Promise<void> {
  return page.evaluate(() => window.queue.add([...(document.querySelector('input')?.files ?? [])]))
}

export const items = (page: Page) => page.evaluate(() => window.queue.snapshot().items)
export const first = async (page: Page) => (await items(page))[0]
export const state = async (page: Page) => (await items(page)).map((item) => item.state).join()
export const percent = async (page: Page) => (await first(page))?.percent ?? 0
export const unfinished = (page: Page) => page.evaluate(() => window.unfinished.snapshot())

/** The same, asked anew: a page that was closed gives its lock back a moment later, and nobody tells. */
export const unfinishedNow = (page: Page) =>
  page.evaluate(async () => {
    await window.unfinished.refresh()
    return window.unfinished.snapshot()
  })

/** Calls the queue with the key of its first item. */
export function act(page: Page, what: 'pause' | 'resume' | 'cancel' | 'retry'): Promise<void> {
  return page.evaluate((name) => window.queue[name](window.queue.snapshot().items[0]?.key ?? ''), what)
}
