import type { Page } from '@playwright/test'
import { expect, test } from './behind-gate.ts'
import { bar, choose, download, expectStatus, row, upload } from './documents.ts'
import { expiredPart } from './expired-part.ts'
import { sha256, textFile, writeVideo } from './files.ts'
import type { Gate } from './gate.ts'
import { compositeDigest, dropFromDisk, multipartsOf, PART, tray } from './parts.ts'
import { sql } from './person.ts'

const NAME = 'Ferry at dusk.mp4'

/** Five parts, of which two are 42 %. */
const SIZE = 80_000_000

const button = (page: Page, what: string) => tray(page).getByRole('button', { name: `${what} ${NAME}`, exact: true })

/** Until so many parts are there and the next ones stand in the gate. */
async function inTheMiddle(gate: Gate, stored = 2): Promise<void> {
  await expect.poll(() => gate.stored, { timeout: 20_000 }).toHaveLength(stored)
  await expect.poll(() => gate.turnstile.waiting).toBe(Math.min(4, 5 - stored))
}

/** What had arrived before was not sent again, and of the rest less than a part. */
function expectResumed(gate: Gate, before: readonly number[]): void {
  expect(gate.stored.toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5])
  for (const number of before) expect(gate.received.get(number)).toBe(Math.min(PART, SIZE - (number - 1) * PART))
  expect(gate.receivedBytes - SIZE).toBeLessThan(PART)
}

// 80 MB are written, sent, read and hashed: seconds on an idle machine, not on a busy one.
test.describe.configure({ timeout: 120_000 })

test.beforeEach(async ({ page }, testInfo) => {
  // Leaving in the middle is what these tests are about.
  page.on('dialog', (dialog) => void dialog.accept())
  await writeVideo(testInfo.outputPath(NAME), SIZE)
})

test('a large file goes up in parts, each with its SHA-256, and the document says so', async ({
  page,
  gate,
  signIn,
}, testInfo) => {
  const video = testInfo.outputPath(NAME)
  const { id } = await signIn('MEMBER')
  let workers = 0
  page.on('worker', () => (workers += 1))
  await choose(page, [video])
  await expectStatus(page, NAME, 'Ready', 30_000)
  expectResumed(gate, [1, 2, 3, 4, 5])
  for (const sum of gate.sums.values()) expect(sum).toMatch(/^[\w+/]{43}=$/)
  expect(workers).toBe(1)
  const documents = await sql('SELECT digest FROM "Document" WHERE "ownerId" = $1', [id])
  expect(documents).toEqual([{ digest: await compositeDigest(video) }])
  expect((await download(page, NAME)).sha256).toBe(await sha256(video))
})

test('an upload is paused, others go on, and it goes on where it was', async ({ page, gate, signIn }, testInfo) => {
  const video = testInfo.outputPath(NAME)
  await signIn('MEMBER')
  gate.turnstile.hold(2)
  await choose(page, [video])
  await inTheMiddle(gate)
  const before = [...gate.stored]
  await expect(page).toHaveTitle(/^\d+ % · Documents/)
  await button(page, 'Pause').click()
  await expect(tray(page).getByText('1 upload is paused').first()).toBeVisible()
  await expect(page).toHaveTitle(/^Documents/)
  gate.goOn()
  await upload(page, textFile('meanwhile.txt'))
  expect(gate.stored).toEqual(before)
  await button(page, 'Resume').click()
  await expectStatus(page, NAME, 'Ready', 30_000)
  expectResumed(gate, before)
  expect((await download(page, NAME)).sha256).toBe(await sha256(video))
})

test('after a reload at 40 % every page offers to go on; another file is refused, the same one is not sent twice', async ({
  page,
  gate,
  signIn,
}, testInfo) => {
  const [video, other] = [testInfo.outputPath(NAME), testInfo.outputPath('another.mp4')]
  await writeVideo(other, SIZE)
  await signIn('MEMBER')
  gate.turnstile.hold(2)
  await choose(page, [video])
  await inTheMiddle(gate)
  expect(Number(await bar(page, NAME).getAttribute('aria-valuenow'))).toBeGreaterThanOrEqual(40)
  const before = [...gate.stored]
  await page.goto('/account')
  gate.goOn()
  await expect(tray(page).getByText('1 unfinished upload').first()).toBeVisible()
  await page.goto('/documents')
  await expectStatus(page, NAME, 'Uploading')

  const again = tray(page).getByLabel(`Choose again ${NAME}`)
  await again.setInputFiles(other)
  await expect(tray(page).getByRole('alert')).toContainText(
    /This is not the file that was being uploaded: its name is “another\.mp4”, not “Ferry at dusk\.mp4”;.* its content differs/,
  )
  await again.setInputFiles(video)
  await expectStatus(page, NAME, 'Ready', 30_000)
  expectResumed(gate, before)
  expect((await download(page, NAME)).sha256).toBe(await sha256(video))
})

test('a file dropped from the disk goes on with one click after a reload', async ({ page, gate, signIn }, testInfo) => {
  const video = testInfo.outputPath(NAME)
  await signIn('MEMBER')
  gate.turnstile.hold(2)
  await dropFromDisk(page, video)
  await inTheMiddle(gate)
  const before = [...gate.stored]
  await page.reload()
  gate.goOn()
  await button(page, 'Resume').click()
  await expectStatus(page, NAME, 'Ready', 30_000)
  expectResumed(gate, before)
  expect((await download(page, NAME)).sha256).toBe(await sha256(video))
})

test('of two tabs one sends; when it is closed, the other goes on', async ({
  page,
  context,
  gate,
  signIn,
}, testInfo) => {
  const video = testInfo.outputPath(NAME)
  await signIn('MEMBER')
  gate.turnstile.hold(2)
  await dropFromDisk(page, video)
  await inTheMiddle(gate)
  const before = [...gate.stored]
  const other = await context.newPage()
  await other.goto('/documents')
  await expect(tray(other).getByText('Uploading in another tab')).toBeVisible()
  await expect(button(other, 'Resume')).toHaveCount(0)
  await page.close()
  gate.goOn()
  // Nobody tells a tab that another one was closed; it looks when it is looked at.
  await other.reload()
  await button(other, 'Resume').click()
  await expectStatus(other, NAME, 'Ready', 30_000)
  expectResumed(gate, before)
})

test('a page that is closed right after the last byte loses nothing', async ({
  page,
  context,
  gate,
  signIn,
}, testInfo) => {
  const video = testInfo.outputPath(NAME)
  await signIn('MEMBER')
  // The app never hears from this page that it has finished.
  await page.route('**/api/v1/uploads/*/finish', () => undefined)
  await choose(page, [video])
  await expect.poll(() => gate.stored, { timeout: 20_000 }).toHaveLength(5)
  await page.close()
  const next = await context.newPage()
  await next.goto('/documents')
  await expectStatus(next, NAME, 'Ready', 45_000)
  expect((await download(next, NAME)).sha256).toBe(await sha256(video))
})

test('what is cancelled or discarded leaves nothing at the store', async ({ page, gate, signIn }, testInfo) => {
  const video = testInfo.outputPath(NAME)
  const { id } = await signIn('MEMBER')
  gate.turnstile.hold(1)
  await choose(page, [video])
  await inTheMiddle(gate, 1)
  expect(await multipartsOf(id)).toHaveLength(1)
  await button(page, 'Cancel').click()
  await expect(row(page, NAME)).toHaveCount(0)
  await expect.poll(() => multipartsOf(id), { timeout: 30_000 }).toEqual([])

  gate.reset()
  gate.turnstile.hold(1)
  await choose(page, [video])
  await inTheMiddle(gate, 1)
  await page.reload()
  await button(page, 'Discard').click()
  await expect(tray(page)).toHaveCount(0)
  await expect(row(page, NAME)).toHaveCount(0)
  await expect.poll(() => multipartsOf(id), { timeout: 30_000 }).toEqual([])
})

test('a part whose URL has expired is signed again', async ({ page, gate, signIn, allowConsole }, testInfo) => {
  allowConsole(/status of 403/)
  const video = testInfo.outputPath(NAME)
  await signIn('MEMBER')
  gate.rewrites.set(3, expiredPart)
  await choose(page, [video])
  await expectStatus(page, NAME, 'Ready', 30_000)
  expect(gate.refused).toEqual([{ number: 3, status: 403 }])
  expect((await download(page, NAME)).sha256).toBe(await sha256(video))
})

test('a line that is cut in the middle costs less than a part', async ({
  page,
  gate,
  line,
  signIn,
  allowConsole,
}, testInfo) => {
  allowConsole(/net::ERR_/)
  const video = testInfo.outputPath(NAME)
  await signIn('MEMBER')
  gate.turnstile.hold(2)
  await choose(page, [video])
  await inTheMiddle(gate)
  const before = [...gate.stored]
  line.cut()
  gate.goOn()
  await expectStatus(page, NAME, 'Ready', 30_000)
  expectResumed(gate, before)
  expect((await download(page, NAME)).sha256).toBe(await sha256(video))
})
