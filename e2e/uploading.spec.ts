import { writeFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { ERRORS } from '../lib/errors.ts'
import { launchBrowser, newContext } from './browsers.ts'
import { bar, choose, download, expectStatus, listening, row, table, upload } from './documents.ts'
import { dragFiles } from './drop.ts'
import { noise, sha256, textFile, writeHollow } from './files.ts'
import { expect, signInAs, test } from './fixtures.ts'
import { uploadSpeed } from './line.ts'
import { sql } from './person.ts'
import { setting } from './settings.ts'
import { endSessions } from './sessions.ts'
import { keysInBucket, storeUrl } from './store.ts'
import { BadLine } from './upload-client/bad-line.ts'

test.describe.configure({ mode: 'parallel' })

const MB = 1_000_000
const tray = (page: Page) => page.getByRole('region', { name: 'Uploads' })

test('a drop anywhere on the page takes many files at once', async ({ page, signIn }, testInfo) => {
  const names = Array.from({ length: 12 }, (_, index) => `receipt ${index + 1}.txt`)
  const paths = names.map((name) => testInfo.outputPath(name))
  await Promise.all(paths.map((path, index) => writeFile(path, `receipt ${index + 1}`)))
  await signIn('MEMBER')
  await listening(page)
  // Again while parts of the page do not listen yet.
  await expect(async () => {
    await dragFiles(page, paths, ['dragEnter', 'dragOver'])
    await expect(page.getByText('Drop to upload')).toBeVisible({ timeout: 1_000 })
  }).toPass()
  await dragFiles(page, paths, ['drop'])
  for (const name of names) await expectStatus(page, name, 'Ready')
  await expect(page.getByText('Drop to upload')).toBeHidden()
  await expect(tray(page).getByText('Uploaded 12 files').first()).toBeVisible()
  await expect(page.getByRole('progressbar', { name: 'Overall progress' })).toHaveAttribute('aria-valuenow', '100')
  expect((await download(page, 'receipt 7.txt')).sha256).toBe(await sha256(Buffer.from('receipt 7')))
})

test('a cancelled file leaves page, database and bucket; the others go on', async ({ page, signIn }) => {
  const person = await signIn('MEMBER')
  await uploadSpeed(page, 1 * MB)
  await choose(page, [noise('keep.bin', 2 * MB), noise('drop.bin', 30 * MB)])
  await expect(bar(page, 'drop.bin')).toHaveAttribute('aria-valuenow', /^[1-9]/)
  await expectStatus(page, 'drop.bin', 'Uploading')
  await page.getByRole('button', { name: 'Cancel drop.bin' }).click()
  await expect(bar(page, 'drop.bin')).toHaveCount(0)
  await expect(row(page, 'drop.bin')).toHaveCount(0)
  await uploadSpeed(page, Infinity)
  await expectStatus(page, 'keep.bin', 'Ready')
  const objects = await sql<{ key: string; state: string }>(
    'SELECT o.key, o.state FROM "StoredObject" o JOIN "Document" d ON d.id = o."documentId" WHERE d."ownerId" = $1 AND d.name = $2',
    [person.id, 'drop.bin'],
  )
  expect(objects).toEqual([{ key: expect.stringMatching(/^incoming\//), state: 'DOOMED' }])
  expect(await keysInBucket()).not.toContain(objects[0]?.key)
})

test('a file that is too large is refused in a sentence, before any byte', async ({ page, signIn }, testInfo) => {
  const limit = Number(setting('MAX_UPLOAD_BYTES'))
  const path = testInfo.outputPath('too large.iso')
  await writeHollow(path, limit + 1)
  const person = await signIn('MEMBER')
  const toStore: string[] = []
  page.on('request', (request) => request.url().startsWith(storeUrl()) && toStore.push(request.url()))
  await choose(page, [path])
  await expect(page.getByText('Larger than 315 MB, the most that is accepted here.')).toBeVisible()
  await expect(tray(page).getByText('1 file was not uploaded').first()).toBeVisible()
  expect(toStore).toEqual([])
  expect(await sql('SELECT 1 FROM "Document" WHERE "ownerId" = $1', [person.id])).toEqual([])
  await upload(page, textFile('small enough.txt'))
})

test('leaving the page asks while files are on their way, and not afterwards', async ({ page, signIn }) => {
  await signIn('MEMBER')
  // Chromium asks only on pages that somebody has touched.
  await page.getByRole('heading', { name: 'Documents' }).click()
  await uploadSpeed(page, 1 * MB)
  await choose(page, [noise('slow.bin', 6 * MB)])
  await expect(bar(page, 'slow.bin')).toHaveAttribute('aria-valuenow', /^[1-9]/)
  const asked = page.waitForEvent('dialog')
  await page.close({ runBeforeUnload: true })
  const dialog = await asked
  expect(dialog.type()).toBe('beforeunload')
  await dialog.dismiss()
  await uploadSpeed(page, Infinity)
  await expectStatus(page, 'slow.bin', 'Ready')
  page.on('dialog', () => expect('a question').toBe('no question'))
  await page.reload()
  await expectStatus(page, 'slow.bin', 'Ready')
})

test('uploads go on while their person walks through the workspace', async ({ page, signIn }) => {
  await signIn('MEMBER')
  await uploadSpeed(page, 1 * MB)
  await choose(page, [noise('walking.bin', 4 * MB)])
  await expect(bar(page, 'walking.bin')).toHaveAttribute('aria-valuenow', /^[1-9]/)
  await page.getByRole('link', { name: 'Account' }).click()
  await expect(page.getByRole('heading', { name: 'Account', exact: true })).toBeVisible()
  await expect(bar(page, 'walking.bin')).toHaveAttribute('aria-valuenow', /^\d\d?$/)
  await expect(bar(page, 'walking.bin')).toHaveAttribute('aria-valuenow', '100')
  await page.getByRole('link', { name: 'Documents' }).click()
  await expectStatus(page, 'walking.bin', 'Ready')
})

test('the page of the same person elsewhere follows along, and nobody else sees a thing', async ({
  page,
  signIn,
  newPerson,
  browser,
}) => {
  const [phone, stranger] = [await browser.newPage(), await browser.newPage()]
  const person = await signIn('MEMBER')
  await signInAs(phone, person)
  await signInAs(stranger, await newPerson())
  await uploadSpeed(page, 1 * MB)
  await choose(page, [noise('plans.bin', 3 * MB)])
  await expectStatus(phone, 'plans.bin', 'Uploading')
  await expect(bar(phone, 'plans.bin')).toHaveCount(0)
  await expectStatus(phone, 'plans.bin', 'Ready')
  await expect(stranger.getByText('Nothing here yet')).toBeVisible()
  expect((await download(phone, 'plans.bin')).sha256).toHaveLength(64)
  await stranger.reload()
  await expect(stranger.getByText('Nothing here yet')).toBeVisible()
  await expect(table(stranger)).toHaveCount(0)
  await Promise.all([phone.context().close(), stranger.context().close()])
})

test('an upload outlives its session, the page says so, and what still waited is tried again after signing in', async ({
  page,
  signIn,
  allowConsole,
}) => {
  allowConsole(/status of 401/)
  const person = await signIn('MEMBER')
  await uploadSpeed(page, 1 * MB)
  const running = ['one.bin', 'two.bin', 'three.bin', 'four.bin']
  await choose(page, [...running.map((name) => noise(name, 1 * MB)), noise('five.bin', 1000)])
  await expect(bar(page, 'four.bin')).toHaveAttribute('aria-valuenow', /^[1-9]/)
  await endSessions(person)
  await expect(page.getByText('You are signed out. Running uploads go on.')).toBeVisible()
  for (const name of running) await expect(bar(page, name)).toHaveAttribute('aria-valuenow', '100', { timeout: 20_000 })
  await expect(page.getByRole('alert').getByText(ERRORS.SIGNED_OUT[1])).toBeVisible()
  await expect(async () => {
    const states = await sql('SELECT name, status FROM "Document" WHERE "ownerId" = $1 AND status = $2 ORDER BY name', [
      person.id,
      'READY',
    ])
    expect(states.map(({ name }) => name)).toEqual(running.toSorted())
  }).toPass()

  const opened = page.waitForEvent('popup')
  await page.getByRole('link', { name: 'Sign in again' }).click()
  const tab = await opened
  await tab.getByRole('textbox', { name: 'Email' }).fill(person.email)
  await tab.getByRole('textbox', { name: 'Password' }).fill(person.password)
  await tab.getByRole('button', { name: 'Sign in' }).click()
  for (const name of running) await expectStatus(tab, name, 'Ready')
  // Both tabs are in sight, so this one has to be told.
  await expect(page.getByText('You are signed out. Running uploads go on.')).toBeHidden()
  for (const name of running) await expectStatus(page, name, 'Ready')
  await page.getByRole('button', { name: 'Retry five.bin' }).click()
  await expectStatus(tab, 'five.bin', 'Ready')
})

test('files that are chosen after the session has ended begin nothing, and go up after signing in', async ({
  page,
  signIn,
  allowConsole,
}) => {
  allowConsole(/status of 401/)
  const following = page.waitForResponse('**/api/live')
  const person = await signIn('MEMBER')
  // A page that is not following yet would notice at once and leave for the sign-in page.
  await following
  await page.context().clearCookies()
  await choose(page, [textFile('late.txt')])
  await expect(page.getByRole('alert').getByText(ERRORS.SIGNED_OUT[1])).toBeVisible()
  expect(await sql('SELECT 1 FROM "Document" WHERE "ownerId" = $1', [person.id])).toEqual([])
  const tab = await page.context().newPage()
  await signInAs(tab, person)
  await page.getByRole('button', { name: 'Retry late.txt' }).click()
  await expectStatus(page, 'late.txt', 'Ready')
})

test('a line that breaks costs time and no file', async ({ newPerson }) => {
  const { host, port } = new URL(storeUrl())
  const line = new BadLine(Number(port))
  // The browser reaches the store under the store's own address, through a line that can break.
  const browser = await launchBrowser({ args: [`--host-resolver-rules=MAP ${host} 127.0.0.1:${await line.listen()}`] })
  const context = await newContext(browser)
  const page = await context.newPage()
  await signInAs(page, await newPerson())
  // Twice for each break: a request on a connection that was used before is sent a second time by Chromium itself.
  line.breaks.push(2 * MB, 2 * MB, 3 * MB, 3 * MB)
  const file = noise('tunnel.bin', 5 * MB)
  await choose(page, [file, textFile('before the tunnel.txt')])
  await expectStatus(page, 'tunnel.bin', 'Ready', 30_000)
  await expectStatus(page, 'before the tunnel.txt', 'Ready')
  expect(line.breaks.length).toBeLessThan(4)
  expect((await download(page, 'tunnel.bin')).sha256).toBe(await sha256(file.buffer))
  await browser.close()
  line.close()
})
