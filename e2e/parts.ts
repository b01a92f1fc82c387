import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { expect, type Locator, type Page } from '@playwright/test'
import { listening } from './documents.ts'
import { dragFiles } from './drop.ts'
import { sql } from './person.ts'
import { openMultiparts } from './store.ts'

/** Bytes of every part but the last. */
export const PART = 16 * 1024 ** 2

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

/** Drops files of the disk, or folders, as the desktop does: the browser keeps handles to them. */
export async function dropFromDisk(page: Page, ...paths: string[]): Promise<void> {
  await listening(page)
  // Again while parts of the page do not listen yet.
  await expect(async () => {
    await dragFiles(page, paths, ['dragEnter', 'dragOver'])
    await expect(page.getByText('Drop to upload')).toBeVisible({ timeout: 1_000 })
  }).toPass()
  await dragFiles(page, paths, ['drop'])
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
