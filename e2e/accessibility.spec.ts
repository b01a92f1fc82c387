import type { Page } from '@playwright/test'
import { ERRORS } from '../lib/errors.ts'
import { DESK, expectAccessible, PHONE } from './accessible.ts'
import { bar, choose, chooseAction, expectStatus, listening, row, table, upload } from './documents.ts'
import { noise, textFile } from './files.ts'
import { expect, signInAs, test, type Person } from './fixtures.ts'
import { uploadSpeed } from './line.ts'
import { sql } from './person.ts'
import { startServerOfItsOwn } from './server-of-its-own.ts'

test.describe.configure({ mode: 'parallel' })

async function rowsOfEveryStatus({ id }: Person): Promise<void> {
  await sql(
    `INSERT INTO "Document" (id, "ownerId", name, size, "updatedAt", status, rejection)
     SELECT gen_random_uuid(), $1, lower(s) || '.pdf', 1, now(), s::"DocumentStatus", CASE s WHEN 'REJECTED' THEN 'late' END
     FROM unnest(ARRAY['UPLOADING', 'VERIFYING', 'REJECTED']) s`,
    [id],
  )
}

test('signing in and setting a password can be read by everybody', async ({ page, admin, allowConsole }) => {
  allowConsole(/status of 40[14]/)
  await page.goto('/sign-in')
  await expectAccessible(page, 'sign in')
  await page.getByRole('textbox', { name: 'Email' }).fill(admin.email)
  await page.getByRole('textbox', { name: 'Password' }).fill('not the right one')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByText(ERRORS.WRONG_CREDENTIALS[1])).toBeVisible()
  await expectAccessible(page, 'a refused sign-in')
  await page.goto('/reset/not-a-token')
  await expectAccessible(page, 'a link that has ended')
  await page.goto('/no/such/page')
  await expectAccessible(page, 'a page that does not exist')
})

test('members and account can be read by everybody', async ({ browser }, testInfo) => {
  test.setTimeout(120_000)
  // Of its own: where all tests leave their people, axe would read hundreds of rows that are all alike.
  const [email, password] = ['anna@example.org', 'a quiet horse eats hay']
  const server = await startServerOfItsOwn(testInfo.outputDir, { ADMIN_EMAIL: email, ADMIN_PASSWORD: password })
  const context = await browser.newContext({ baseURL: server.url })
  const page = await context.newPage()
  await signInAs(page, { id: '', name: 'anna', email, password })
  await page.goto('/account')
  await expect(page.getByText(email).first()).toBeVisible()
  await expectAccessible(page, 'account')
  await page.goto('/settings/members')
  await page.getByRole('button', { name: 'Invite member' }).click()
  await expectAccessible(page, 'inviting')
  await page.getByRole('textbox', { name: 'Name' }).fill('Inge')
  await page.getByRole('textbox', { name: 'Email' }).fill('inge@example.org')
  await page.getByRole('button', { name: 'Invite', exact: true }).click()
  const link = page.getByRole('textbox', { name: 'Link' })
  await expect(link).toBeVisible()
  await expectAccessible(page, 'an invitation link')
  const url = await link.inputValue()
  await page.getByRole('button', { name: 'Done' }).click()
  await expectAccessible(page, 'members')
  await page.getByRole('button', { name: 'More for Inge' }).click()
  await expect(page.getByRole('menu')).toBeVisible()
  await expectAccessible(page, 'the menu of a member')
  await page.getByRole('menuitem', { name: 'Disable…' }).click()
  await expect(page.getByRole('alertdialog', { name: 'Disable Inge?' })).toBeVisible()
  await expectAccessible(page, 'asking before disabling')
  await page.goto(url)
  await expectAccessible(page, 'setting a password')
  await context.close()
  await server.stop()
})

test('documents can be read by everybody, empty and full, at rest and at work', async ({ page, signIn }) => {
  test.setTimeout(120_000)
  const person = await signIn('MEMBER')
  await expect(page.getByText('Nothing here yet')).toBeVisible()
  await expectAccessible(page, 'no documents')
  await rowsOfEveryStatus(person)
  await page.reload()
  await upload(page, textFile('ready.txt'))
  await uploadSpeed(page, 50_000)
  await choose(page, [noise('under way.bin', 3_000_000)])
  await expect(bar(page, 'under way.bin')).toBeVisible()
  for (const [name, word] of [
    ['under way.bin', 'Uploading'],
    ['verifying.pdf', 'Verifying'],
    ['rejected.pdf', 'Rejected'],
  ] as const)
    await expectStatus(page, name, word)
  await expectAccessible(page, 'documents with an upload')
  await chooseAction(page, 'ready.txt', 'Rename…')
  await expectAccessible(page, 'renaming')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'More for ready.txt' }).click()
  await expectAccessible(page, 'the menu of a document')
  await page.getByRole('menuitem', { name: 'Delete…' }).click()
  await expectAccessible(page, 'asking before deleting')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Cancel under way.bin' }).click()
})

test('the names that others rely on are there, each once', async ({ page, signIn }) => {
  await page.goto('/sign-in')
  for (const [role, name] of [
    ['textbox', 'Email'],
    ['textbox', 'Password'],
    ['button', 'Sign in'],
  ] as const)
    await expect(page.getByRole(role, { name })).toHaveCount(1)
  await expect(page.getByLabel('Email')).toHaveCount(1)
  await expect(page.getByLabel('Password')).toHaveCount(1)

  const person = await signIn('MEMBER')
  await rowsOfEveryStatus(person)
  await page.reload()
  await uploadSpeed(page, 500_000)
  await choose(page, [noise('plan (1).bin', 3_000_000), noise('plan.bin', 3_000_000), textFile('notes.txt')])
  for (const viewport of [DESK, PHONE]) {
    await page.setViewportSize(viewport)
    if (viewport === PHONE) await page.getByRole('button', { name: 'Show or hide the files' }).click()
    await expect(page.getByRole('heading', { name: 'Documents' })).toHaveCount(1)
    await expect(page.getByRole('table', { name: 'Documents' })).toHaveCount(1)
    const input = page.getByLabel('Upload files')
    await expect(input).toHaveCount(1)
    await expect(input).toHaveAttribute('type', 'file')
    await expect(input).toHaveJSProperty('multiple', true)
    for (const name of ['plan (1).bin', 'plan.bin'])
      await expect(page.getByRole('progressbar', { name: `Uploading ${name}` })).toHaveCount(1)
    const words = /\b(Uploading|Verifying|Ready|Rejected)\b/g
    for (const name of ['plan.bin', 'notes.txt', 'uploading.pdf', 'verifying.pdf', 'rejected.pdf']) {
      await expect(row(page, name)).toHaveCount(1)
      expect((await row(page, name).innerText()).match(words), name).toHaveLength(1)
      await expect(page.getByRole('button', { name: `Download ${name}` })).toHaveCount(1)
    }
  }
  await uploadSpeed(page, Infinity)
  await expectStatus(page, 'plan.bin', 'Ready')
})

/** Goes on from element to element until the one that is wanted has the focus. */
async function tabTo(page: Page, role: 'button' | 'link', name: string): Promise<void> {
  const target = page.getByRole(role, { name, exact: true })
  for (let steps = 0; steps < 40; steps++) {
    await page.keyboard.press('Tab')
    if (await target.evaluate((element) => element === document.activeElement)) return
  }
  throw new Error(`Forty steps of the Tab key did not lead to “${name}”.`)
}

test('everything goes without a mouse', async ({ page, newPerson }) => {
  const person = await newPerson()
  await page.goto('/sign-in')
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeEnabled()
  await page.keyboard.press('Tab')
  await page.keyboard.type(person.email)
  await page.keyboard.press('Tab')
  await page.keyboard.type(person.password)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Documents' })).toBeVisible()
  await listening(page)

  const choosing = page.waitForEvent('filechooser')
  await tabTo(page, 'button', 'Upload files')
  await page.keyboard.press('Enter')
  await (await choosing).setFiles(textFile('typed.txt'))
  await expectStatus(page, 'typed.txt', 'Ready')

  await tabTo(page, 'button', 'More for typed.txt')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('menuitem', { name: 'Rename…' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('textbox', { name: 'Name' })).toBeFocused()
  // The name without its ending is selected.
  await page.keyboard.type('renamed')
  await page.keyboard.press('Enter')
  await expectStatus(page, 'renamed.txt', 'Ready')
  await expect(page.getByRole('button', { name: 'More for renamed.txt' })).toBeFocused()

  const downloading = page.waitForEvent('download')
  await page.keyboard.press('Shift+Tab')
  await page.keyboard.press('Enter')
  expect((await downloading).suggestedFilename()).toBe('renamed.txt')

  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('menuitem', { name: 'Rename…' })).toBeFocused()
  await page.keyboard.press('End')
  await expect(page.getByRole('menuitem', { name: 'Delete…' })).toBeFocused()
  await page.keyboard.press('Enter')
  const question = page.getByRole('alertdialog', { name: 'Delete “renamed.txt”?' })
  await expect(question.getByRole('button', { name: 'Cancel' })).toBeFocused()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(table(page)).toBeHidden()
  await expect(page.getByRole('heading', { name: 'Documents' })).toBeFocused()
})
