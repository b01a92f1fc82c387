import type { Browser, Page } from '@playwright/test'
import { expectAccessible } from './accessible.ts'
import { send, WebClient } from './chaos/web-client.ts'
import { download, listening, row } from './documents.ts'
import { pdf, sha256, textFile, writeHollow, type Payload } from './files.ts'
import { expect, signInAs, test, type Person } from './fixtures.ts'
import { act, saved, shareByLink, type Shared } from './links.ts'
import { tray } from './parts.ts'
import { createPerson } from './person.ts'
import { openReplacing, replaceBy } from './replacing.ts'
import { setting } from './settings.ts'
import { DEAD } from './sharing.ts'
import type { BegunUpload } from '../lib/uploads/schema.ts'

test.describe.configure({ mode: 'parallel' })

const NAME = 'Agreement 2026.txt'
const NEW: Payload = { name: 'signed.pdf', mimeType: 'application/pdf', buffer: pdf('The one that was signed') }

async function give({ client, documentId }: Shared, role: 'VIEWER' | 'EDITOR'): Promise<Person> {
  const person = await createPerson('MEMBER')
  const grantee = { kind: 'USER', id: person.id }
  await act(client, 'giveGrant', { documentId, grantee, role, viewOnly: false, expiresAt: null })
  return person
}

async function pageOf(browser: Browser, person: Person): Promise<Page> {
  const page = await browser.newPage({ baseURL: setting('APP_URL') })
  await signInAs(page, person)
  await listening(page)
  return page
}

async function clientOf(person: Person): Promise<WebClient> {
  const client = new WebClient(setting('APP_URL'))
  expect(await client.signIn(person)).toBe(200)
  return client
}

const menu = (page: Page) => page.getByRole('button', { name: `More for ${NAME}`, exact: true }).click()
const item = (page: Page, name: string) => page.getByRole('menuitem', { name })

const begin = (client: WebClient, documentId: string) =>
  client.action<BegunUpload>('replaceFile', { documentId, file: { name: 'n.txt', size: 5, type: 'text/plain' } })

test('an editor replaces the file: the link and the owner’s download give the new one, and the URL from before is dead', async ({
  page,
  browser,
}) => {
  const shared = await shareByLink()
  const editor = await give(shared, 'EDITOR')
  await signInAs(page, shared.owner)
  await listening(page)
  const before = await download(page, NAME)
  expect(before.sha256).toBe(await sha256(Buffer.from('This is shared.')))

  const editors = await pageOf(browser, editor)
  await replaceBy(editors, NAME, NEW)
  await expect(editors.getByRole('progressbar', { name: `Uploading New file for ${NAME}` })).toBeVisible()
  await expect(tray(editors).getByText('Replaced')).toBeVisible()
  await expect(editors.getByText(`“${NAME}” has its new file.`)).toBeVisible()
  expect((await page.request.get(before.url)).status().toString()).toMatch(DEAD)

  await expect(row(page, NAME).getByText(`${NEW.buffer.length} B`)).toBeVisible()
  const after = await download(page, NAME)
  expect(after).toMatchObject({ fileName: NAME, sha256: await sha256(NEW.buffer) })
  const visitor = await browser.newPage()
  await visitor.goto(shared.url)
  expect((await saved(visitor)).text).toBe(NEW.buffer.toString())
  await Promise.all([editors, visitor].map((one) => one.context().close()))
})

test('a viewer has no such item, and neither viewers nor strangers can ask for it', async ({ browser }) => {
  const shared = await shareByLink()
  const viewer = await give(shared, 'VIEWER')
  const page = await pageOf(browser, viewer)
  await menu(page)
  await expect(item(page, 'Details…')).toBeVisible()
  await expect(item(page, 'Replace file…')).toHaveCount(0)
  for (const person of [viewer, await createPerson('MEMBER'), await createPerson('ADMIN')]) {
    expect(await begin(await clientOf(person), shared.documentId)).toMatchObject({ ok: false, code: 'NOT_FOUND' })
  }
  await page.context().close()
})

test('while a new file is on its way the present one is served, nobody begins another, and the owner can call it off', async ({
  page,
}) => {
  const shared = await shareByLink()
  const editor = await clientOf(await give(shared, 'EDITOR'))
  await signInAs(page, shared.owner)
  await openReplacing(page, NAME)
  await expect(page.getByLabel(`Replace file of ${NAME}`)).toBeAttached()

  const begun = await begin(editor, shared.documentId)
  if (!begun.ok) throw new Error(begun.message)
  await expect(page.getByText('A new file is on its way')).toBeVisible()
  // The dialog was open already: what it asks for is refused with the reason, and can be tried again.
  await page.getByLabel(`Replace file of ${NAME}`).setInputFiles([NEW])
  await expect(tray(page).getByRole('alert')).toHaveText(
    'A new file for this document is on its way already. Wait for it, or cancel it first.',
  )
  expect(await download(page, NAME)).toMatchObject({ sha256: await sha256(Buffer.from('This is shared.')) })

  await menu(page)
  await expect(item(page, 'Replace file…')).toBeDisabled()
  await item(page, 'Cancel the new file').click()
  await expect(row(page, NAME).getByText('A new file is on its way')).toBeHidden()
  expect(await send(begun.data.plan as Parameters<typeof send>[0], 'newer')).toBe(201)
  await page.getByRole('button', { name: `Retry New file for ${NAME}` }).click()
  await expect(tray(page).getByText('Replaced')).toBeVisible()
  expect(await download(page, NAME)).toMatchObject({ sha256: await sha256(NEW.buffer) })
})

test('an editor whose right ends in mid-upload changes nothing, and the owner is told why', async ({ page }) => {
  const shared = await shareByLink()
  const editor = await give(shared, 'EDITOR')
  await signInAs(page, shared.owner)
  expect((await begin(await clientOf(editor), shared.documentId)).ok).toBe(true)
  await expect(row(page, NAME).getByText('A new file is on its way')).toBeVisible()
  const given = await act<{ rows: { id: string }[] }>(shared.client, 'listGrants', { documentId: shared.documentId })
  await act(shared.client, 'revokeWays', { ways: [{ kind: 'USER', id: given.rows[0]!.id }] })
  await expect(
    row(page, NAME).getByText('The new file was rejected. Whoever sent it may not replace this file any more.'),
  ).toBeVisible({ timeout: 40_000 })
  expect(await download(page, NAME)).toMatchObject({ sha256: await sha256(Buffer.from('This is shared.')) })
  await expectAccessible(page, 'a new file that was not taken in')
  await openReplacing(page, NAME)
  await expectAccessible(page, 'replacing a file')
})

test('one that is larger than what is accepted never leaves the browser', async ({ page }, testInfo) => {
  const shared = await shareByLink()
  const path = testInfo.outputPath('large.bin')
  await writeHollow(path, 301 * 1024 ** 2)
  await signInAs(page, shared.owner)
  await openReplacing(page, NAME)
  await page.getByLabel(`Replace file of ${NAME}`).setInputFiles(path)
  await expect(tray(page).getByRole('alert')).toContainText('Larger than 315 MB, the most that is accepted here.')
  await expect(row(page, NAME).getByText('A new file is on its way')).toBeHidden()
})

test('a file of another type and of 0 bytes is a file too', async ({ page }) => {
  const shared = await shareByLink()
  await signInAs(page, shared.owner)
  await replaceBy(page, NAME, textFile('nothing.bin', ''))
  await expect(tray(page).getByText('Replaced')).toBeVisible()
  expect((await download(page, NAME)).sha256).toBe(await sha256(Buffer.alloc(0)))
})
