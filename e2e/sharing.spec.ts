import type { Browser, Page } from '@playwright/test'
import { callAs, actionCalls } from './action-calls.ts'
import { download, listening, row, upload } from './documents.ts'
import { textFile } from './files.ts'
import { expect, signInAs, test, type Person } from './fixtures.ts'
import { sql } from './person.ts'
import { storeUrl } from './store.ts'
import { DEAD, dialog, give, grant, openSharing, takeAway, way } from './sharing.ts'

test.describe.configure({ mode: 'parallel' })

/** A page in which somebody else is signed in and listens. */
async function pageOf(browser: Browser, person: Person, path = '/documents'): Promise<Page> {
  const page = await browser.newPage()
  await signInAs(page, person)
  if (path !== '/documents') await page.goto(path)
  await listening(page)
  return page
}

test('what is shared with a person appears on their page by itself, opens, and goes the moment it is taken back', async ({
  page,
  signIn,
  newPerson,
  browser,
  allowConsole,
}) => {
  allowConsole(/status of 404/)
  const reader = await newPerson()
  await signIn('MEMBER')
  const file = textFile('shared plan.txt')
  await upload(page, file)
  const readers = await pageOf(browser, reader, '/documents?show=shared')
  await expect(readers.getByText('Nothing is shared with you')).toBeVisible()

  await openSharing(page, file.name)
  await give(page, reader.name)
  await expect(row(readers, file.name)).toBeVisible()
  await expect(row(readers, file.name).getByText('Viewer')).toBeVisible()
  const calls = actionCalls(readers)
  const { sha256, url } = await download(readers, file.name)
  expect(sha256).toHaveLength(64)
  expect((await readers.request.get(url)).status()).toBe(200)

  await takeAway(page, reader.name)
  await expect(
    dialog(page, file.name).getByText(/^1 grant revoked, \d issued URLs? killed in \d+\.\d s\.$/),
  ).toBeVisible()
  await expect(row(readers, file.name)).toBeHidden()
  // The URL that was handed out, and the click that is made again without the page.
  expect(String((await readers.request.get(url)).status())).toMatch(DEAD)
  const asked = calls.find(({ body }) => body.includes('documentId'))
  expect(await callAs(readers.request, asked!)).toContain('NOT_FOUND')
  await readers.context().close()
})

test('an editor shares onward for viewing, and does not touch what the owner gave', async ({
  page,
  signIn,
  newPerson,
  browser,
}) => {
  const [editor, reader] = [await newPerson(), await newPerson()]
  await signIn('MEMBER')
  await upload(page, textFile('terms.txt'))
  await openSharing(page, 'terms.txt')
  await give(page, editor.name, { role: 'Editor' })

  const editors = await pageOf(browser, editor)
  await openSharing(editors, 'terms.txt')
  await expect(editors.getByRole('button', { name: `Change access of ${editor.name}` })).toBeHidden()
  await editors.getByRole('combobox', { name: 'Add a person or a group' }).fill(reader.name)
  await editors.getByRole('option', { name: reader.name }).click()
  await expect(editors.getByRole('option', { name: 'Editor' })).toBeDisabled()
  await editors.getByRole('button', { name: 'Cancel' }).click()
  await give(editors, reader.name, { viewOnly: true })
  // The owner's dialog was open the whole time.
  await expect(grant(page, reader.name)).toContainText(`view only · given by ${editor.name}`)
  // Who may look gets the file in a tab, and no button to download it.
  const readers = await pageOf(browser, reader)
  await expect(row(readers, 'terms.txt').getByText('View only')).toBeVisible()
  await expect(readers.getByRole('button', { name: 'Download terms.txt' })).toHaveCount(0)
  const [tab] = await Promise.all([
    readers.waitForEvent('popup'),
    readers.getByRole('link', { name: 'Open terms.txt' }).click(),
  ])
  await expect(tab.locator('body')).not.toBeEmpty()
  expect(new URL(tab.url()).origin).toBe(storeUrl())
  await readers.context().close()
  await editors.context().close()
})

test('a group opens a document for its people, and “Who can open this?” says so and ends it with a click', async ({
  page,
  signIn,
  newPerson,
  browser,
}) => {
  const reader = await newPerson()
  const name = `Board ${reader.id.slice(0, 8)}`
  await sql(
    `WITH made AS (INSERT INTO "Group" (id, name) VALUES (gen_random_uuid(), $1) RETURNING id)
     INSERT INTO "GroupMember" ("groupId", "userId") SELECT id, $2::uuid FROM made`,
    [name, reader.id],
  )
  const owner = await signIn('MEMBER')
  await upload(page, textFile('minutes.txt'))
  const readers = await pageOf(browser, reader)
  await openSharing(page, 'minutes.txt')
  await give(page, name)
  await expect(row(readers, 'minutes.txt')).toBeVisible()
  const { url } = await download(readers, 'minutes.txt')

  await page.getByRole('tab', { name: 'Who can open this?' }).click()
  await expect(way(page, owner.name).first()).toContainText('Owns it.')
  await expect(way(page, `${name} (1 person)`)).toContainText(`given by ${owner.name}`)
  await page.getByRole('button', { name: `Revoke ${name} (1 person)` }).click()
  await expect(page.getByText(/^1 grant revoked, \d issued URLs? killed in/)).toBeVisible()
  await expect(way(page, name)).toBeHidden()
  await expect(row(readers, 'minutes.txt')).toBeHidden()
  expect(String((await readers.request.get(url)).status())).toMatch(DEAD)
  await readers.context().close()
})

test('a document that is deleted while its dialog is open says so, and nothing more can be pressed', async ({
  page,
  signIn,
}) => {
  const owner = await signIn('MEMBER')
  await upload(page, textFile('gone.txt'))
  const other = await page.context().newPage()
  await other.goto('/documents')
  await listening(other)
  await openSharing(page, 'gone.txt')
  await page.getByRole('combobox', { name: 'Add a person or a group' }).fill('somebody')
  await other.getByRole('button', { name: 'More for gone.txt' }).click()
  await other.getByRole('menuitem', { name: 'Delete…' }).click()
  await other.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click()
  await expect(page.getByText('“gone.txt” was deleted, or you may not open it any more.')).toBeVisible()
  // What was typed is still there to be read.
  await expect(page.locator('[role=combobox][value=somebody]')).toHaveCount(1)
  await page.getByRole('button', { name: 'Done' }).click()
  await expect(page.getByText('Nothing here yet')).toBeVisible()
  expect(owner.id).toBeTruthy()
})

test('an owner transfers a document and stays its editor', async ({ page, signIn, newPerson, browser }) => {
  const heir = await newPerson()
  await signIn('MEMBER')
  await upload(page, textFile('handover.txt'))
  const heirs = await pageOf(browser, heir, '/documents?show=mine')
  await page.getByRole('button', { name: 'More for handover.txt' }).click()
  await page.getByRole('menuitem', { name: 'Transfer…' }).click()
  await page.getByRole('combobox', { name: 'New owner' }).fill(heir.email)
  await page.getByRole('option', { name: heir.name }).click()
  await expect(page.getByRole('checkbox', { name: 'I can go on changing it' })).toBeChecked()
  await page.getByRole('button', { name: 'Transfer', exact: true }).click()
  await expect(page.getByText(`“handover.txt” belongs to ${heir.name} now.`)).toBeVisible()
  await expect(row(heirs, 'handover.txt')).toBeVisible()
  await expect(row(page, 'handover.txt')).toContainText(heir.name)
  await page.goto('/documents?show=mine')
  await expect(row(page, 'handover.txt')).toBeHidden()
  await page.getByRole('link', { name: 'Shared with me' }).click()
  await expect(row(page, 'handover.txt').getByText('Editor')).toBeVisible()
  await heirs.context().close()
})

test('an administrator gives somebody’s document to another member, and neither gets nor opens it', async ({
  page,
  signIn,
  admin,
  newPerson,
  browser,
}) => {
  const [reader, heir] = [await newPerson(), await newPerson()]
  const name = `minutes ${reader.id}.txt`
  const owner = await signIn('MEMBER')
  await upload(page, textFile(name))
  await openSharing(page, name)
  await give(page, reader.name)
  await page.keyboard.press('Escape')

  const admins = await pageOf(browser, admin, `/settings/sharing?q=${reader.id}`)
  await admins.getByRole('button', { name }).first().click()
  await expect(way(admins, owner.name).first()).toContainText('Owns it.')
  await expect(way(admins, reader.name)).toBeVisible()
  await admins.getByRole('button', { name: 'Transfer…' }).click()
  const search = admins.getByRole('combobox', { name: 'New owner' })
  await search.fill(admin.email)
  await expect(admins.getByText('Nobody of this name or address.')).toBeVisible()
  await search.fill(heir.email)
  await admins.getByRole('option', { name: heir.name }).click()
  await admins.getByRole('checkbox', { name: 'The owner until now can go on changing it' }).uncheck()
  await admins.getByRole('button', { name: 'Transfer', exact: true }).click()
  await expect(admins.getByText(`belongs to ${heir.name} now.`)).toBeVisible()
  // The owner's page did not ask for anything; it was told.
  await expect(row(page, name)).toBeHidden()
  await admins.goto('/documents')
  await expect(admins.getByText('Nothing here yet')).toBeVisible()
  await admins.context().close()
})
