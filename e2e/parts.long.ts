import type { Page } from '@playwright/test'
import { bar, choose, download, expectStatus, row } from './documents.ts'
import { sha256, writeVideo } from './files.ts'
import { expect, test } from './fixtures.ts'
import { compositeDigest, dropFromDisk, lineOf, multipartsOf, tray } from './parts.ts'
import { sql } from './person.ts'
import { storeUrl } from './store.ts'

const MB = 1_000_000
const NAME = 'Ferry at dusk.mp4'

test.describe.configure({ timeout: 120_000 })

const value = async (page: Page) => Number(await bar(page, NAME).getAttribute('aria-valuenow'))
const button = (page: Page, what: string) => tray(page).getByRole('button', { name: `${what} ${NAME}`, exact: true })

/** Until some of the file is there; answers how much, in percent. */
async function some(page: Page, percent = 40): Promise<void> {
  await expect.poll(() => value(page), { intervals: [100], timeout: 30_000 }).toBeGreaterThanOrEqual(percent)
}

/** No part was taken twice. Of some that were under way while the page was left nobody here saw the answer. */
function expectOnce(taken: readonly number[], count: number): void {
  expect(taken.toSorted((a, b) => a - b)).toEqual([...new Set(taken)].toSorted((a, b) => a - b))
  expect(taken.length).toBeGreaterThan(count - 4)
}

test('a large file goes up in parts, each with its SHA-256, and the document says so', async ({
  page,
  signIn,
}, testInfo) => {
  const video = testInfo.outputPath(NAME)
  await writeVideo(video, 150 * MB)
  const { id } = await signIn('MEMBER')
  let workers = 0
  page.on('worker', () => (workers += 1))
  const headers: Promise<Record<string, string>>[] = []
  page.on('request', (request) => {
    if (request.method() === 'PUT' && request.url().startsWith(storeUrl())) headers.push(request.allHeaders())
  })
  const { taken } = await lineOf(page)
  await choose(page, [video])
  await expectStatus(page, NAME, 'Ready', 60_000)
  expect(taken.toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9])
  for (const sent of await Promise.all(headers)) expect(sent['x-amz-checksum-sha256']).toMatch(/^[\w+/]{43}=$/)
  expect(workers).toBe(1)
  const documents = await sql('SELECT digest FROM "Document" WHERE "ownerId" = $1', [id])
  expect(documents).toEqual([{ digest: await compositeDigest(video) }])
  expect((await download(page, NAME)).sha256).toBe(await sha256(video))
})

test('an upload is paused and goes on where it was', async ({ page, signIn }, testInfo) => {
  const video = testInfo.outputPath(NAME)
  await writeVideo(video, 200 * MB)
  await signIn('MEMBER')
  const line = await lineOf(page)
  await line.slowDown(30 * MB)
  await choose(page, [video])
  await some(page)
  await expect(page).toHaveTitle(/^\d+ % · Documents/)
  await button(page, 'Pause').click()
  await expect(tray(page).getByText('1 upload is paused').first()).toBeVisible()
  await expect(page).toHaveTitle(/^Documents/)
  const before = [...line.taken]
  expect(before.length).toBeGreaterThan(0)
  await page.waitForTimeout(2_000)
  expect(line.taken).toEqual(before)
  await line.speedUp()
  await button(page, 'Resume').click()
  await expectStatus(page, NAME, 'Ready', 60_000)
  expectOnce(line.taken, 12)
  expect((await download(page, NAME)).sha256).toBe(await sha256(video))
})

test('after a reload every page offers to go on; another file is refused, the same one is', async ({
  page,
  signIn,
}, testInfo) => {
  const [video, other] = [testInfo.outputPath(NAME), testInfo.outputPath('another.mp4')]
  await writeVideo(video, 200 * MB)
  await writeVideo(other, 200 * MB)
  await signIn('MEMBER')
  const line = await lineOf(page)
  await line.slowDown(30 * MB)
  await choose(page, [video])
  await some(page)
  await page.goto('/account')
  const before = [...line.taken]
  expect(before.length).toBeGreaterThan(0)
  await line.speedUp()
  await expect(tray(page).getByText('1 unfinished upload').first()).toBeVisible()
  await page.goto('/documents')
  await expectStatus(page, NAME, 'Uploading')

  const again = tray(page).getByLabel(`Choose again ${NAME}`)
  await again.setInputFiles(other)
  await expect(tray(page).getByRole('alert')).toContainText(
    /This is not the file that was being uploaded: its name is “another\.mp4”, not “Ferry at dusk\.mp4”;.* its content differs/,
  )
  await again.setInputFiles(video)
  await expectStatus(page, NAME, 'Ready', 60_000)
  expectOnce(line.taken, 12)
  expect((await download(page, NAME)).sha256).toBe(await sha256(video))
})

test('a file dropped from the disk goes on with one click after a reload', async ({ page, signIn }, testInfo) => {
  const video = testInfo.outputPath(NAME)
  await writeVideo(video, 200 * MB)
  await signIn('MEMBER')
  const line = await lineOf(page)
  await line.slowDown(30 * MB)
  await dropFromDisk(page, video)
  await some(page)
  await page.reload()
  const before = [...line.taken]
  await line.speedUp()
  await button(page, 'Resume').click()
  await expectStatus(page, NAME, 'Ready', 60_000)
  expect(before.length).toBeGreaterThan(0)
  expectOnce(line.taken, 12)
  expect((await download(page, NAME)).sha256).toBe(await sha256(video))
})

test('a page that is closed right after the last byte loses nothing', async ({ page, context, signIn }, testInfo) => {
  const video = testInfo.outputPath(NAME)
  await writeVideo(video, 100 * MB)
  await signIn('MEMBER')
  const { taken } = await lineOf(page)
  await choose(page, [video])
  await expect.poll(() => taken.length, { intervals: [10], timeout: 60_000 }).toBe(6)
  await page.close()
  const next = await context.newPage()
  await next.goto('/documents')
  await expectStatus(next, NAME, 'Ready', 60_000)
  expect((await download(next, NAME)).sha256).toBe(await sha256(video))
})

test('what is cancelled or discarded leaves nothing at the store', async ({ page, signIn }, testInfo) => {
  const video = testInfo.outputPath(NAME)
  await writeVideo(video, 150 * MB)
  const { id } = await signIn('MEMBER')
  const line = await lineOf(page)
  await line.slowDown(20 * MB)
  await choose(page, [video])
  await some(page, 10)
  expect(await multipartsOf(id)).toHaveLength(1)
  await button(page, 'Cancel').click()
  await expect(row(page, NAME)).toHaveCount(0)
  await expect.poll(() => multipartsOf(id), { timeout: 30_000 }).toEqual([])

  await choose(page, [video])
  await some(page, 10)
  page.on('dialog', (dialog) => void dialog.accept())
  await page.reload()
  await button(page, 'Discard').click()
  await expect(tray(page)).toHaveCount(0)
  await expect(row(page, NAME)).toHaveCount(0)
  await expect.poll(() => multipartsOf(id), { timeout: 30_000 }).toEqual([])
})
