import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { type Locator, type Page } from '@playwright/test'
import { sql } from './person.ts'
import { openMultiparts, storeUrl } from './store.ts'

const PART = 16 * 1024 ** 2

export const tray = (page: Page): Locator => page.getByRole('region', { name: 'Uploads' })

/** What S3 calls a composite checksum: the SHA-256 over the SHA-256s of the parts. */
export async function compositeDigest(path: string): Promise<string> {
  const bytes = await readFile(path)
  const sum = createHash('sha256')
  const count = Math.ceil(bytes.length / PART)
  for (let part = 0; part < count; part += 1) {
    sum.update(
      createHash('sha256')
        .update(bytes.subarray(part * PART, (part + 1) * PART))
        .digest(),
    )
  }
  return `sha256:${sum.digest('base64')}-${count}`
}

export type Line = {
  /** Of every part that the store took: its number, in order. */
  taken: number[]
  slowDown: (bytesPerSecond: number) => Promise<void>
  speedUp: () => Promise<void>
}

/** Counts the parts that this page brings to the store, and slows it down so that there is a middle to look at. */
export async function lineOf(page: Page): Promise<Line> {
  const devtools = await page.context().newCDPSession(page)
  const limit = (uploadThroughput: number) =>
    devtools
      .send('Network.emulateNetworkConditions', {
        offline: false,
        latency: 0,
        downloadThroughput: -1,
        uploadThroughput,
      })
      .then(() => undefined)
  const taken: number[] = []
  page.on('response', (response) => {
    const url = new URL(response.url())
    const number = Number(url.searchParams.get('partNumber'))
    if (url.href.startsWith(storeUrl()) && response.request().method() === 'PUT' && response.ok()) taken.push(number)
  })
  return { taken, slowDown: limit, speedUp: () => limit(-1) }
}

/** Drops files of the disk, or folders, as the desktop does: the browser keeps handles to them. */
export async function dropFromDisk(page: Page, ...paths: string[]): Promise<void> {
  // Before React listens, a drop would open the file instead of the page.
  await page.waitForFunction(() => {
    const over = new DragEvent('dragover', { bubbles: true, cancelable: true, dataTransfer: new DataTransfer() })
    return document.querySelector('main')?.dispatchEvent(over) === false
  })
  const devtools = await page.context().newCDPSession(page)
  const data = { items: [], files: paths, dragOperationsMask: 1 }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await devtools.send('Input.dispatchDragEvent', { type, x: 400, y: 300, data })
  }
}

/** The multipart uploads of a person that are open at the store. */
export async function multipartsOf(ownerId: string): Promise<string[]> {
  const objects = await sql<{ key: string }>(
    'SELECT o.key FROM "StoredObject" o JOIN "Document" d ON d.id = o."documentId" WHERE d."ownerId" = $1',
    [ownerId],
  )
  const keys = new Set(objects.map(({ key }) => key))
  return (await openMultiparts()).filter((key) => keys.has(key))
}
