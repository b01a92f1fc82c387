import type { Page } from '@playwright/test'
import { download, listening, row, upload } from './documents.ts'
import { textFile } from './files.ts'
import { expect, signInAs, test } from './fixtures.ts'
import { change, expectMember } from './members.ts'
import { sql } from './person.ts'
import { DEAD, give, openSharing } from './sharing.ts'

test.describe.configure({ mode: 'parallel' })

async function addPerson(page: Page, email: string, name: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Add a person' }).fill(email)
  await page.getByRole('option', { name }).click()
  await expect(page.getByRole('button', { name: `Take out ${name}` })).toBeVisible()
}

test('administrators make groups, put people in and take them out; what was shared follows at once', async ({
  page,
  signIn,
  newPerson,
  browser,
}) => {
  const [reader, owner] = [await newPerson(), await newPerson()]
  const name = `Auditors ${reader.id.slice(0, 8)}`
  await signIn()
  await page.goto('/settings/members')
  await page.getByRole('link', { name: 'Groups' }).click()
  await expect(page).toHaveURL(/show=groups/)
  await page.getByRole('button', { name: 'New group' }).click()
  await page.getByRole('textbox', { name: 'Name' }).fill(name)
  await page.getByRole('button', { name: 'Make group' }).click()
  await page.getByRole('button', { name: 'New group' }).click()
  await page.getByRole('textbox', { name: 'Name' }).fill(name.toUpperCase())
  await page.getByRole('button', { name: 'Make group' }).click()
  await expect(page.getByText('There is a group of this name already.')).toBeVisible()
  await page.keyboard.press('Escape')

  await page.getByRole('button', { name: `More for ${name}` }).click()
  await page.getByRole('menuitem', { name: 'People…' }).click()
  await addPerson(page, reader.email, reader.name)

  const owners = await browser.newPage()
  await signInAs(owners, owner)
  await upload(owners, textFile('books.txt'))
  await openSharing(owners, 'books.txt')
  await give(owners, name)
  const readers = await browser.newPage()
  await signInAs(readers, reader)
  await listening(readers)
  await expect(row(readers, 'books.txt')).toBeVisible()
  const { url } = await download(readers, 'books.txt')

  await page.getByRole('button', { name: `Take out ${reader.name}` }).click()
  await expect(page.getByText(`${reader.name} was taken out.`)).toBeVisible()
  await expect(row(readers, 'books.txt')).toBeHidden()
  expect(String((await readers.request.get(url)).status())).toMatch(DEAD)
  await addPerson(page, reader.email, reader.name)
  await expect(row(readers, 'books.txt')).toBeVisible()
  await page.getByRole('button', { name: 'Done' }).click()

  await page.getByRole('button', { name: `More for ${name}` }).click()
  await page.getByRole('menuitem', { name: 'Delete…' }).click()
  const question = page.getByRole('alertdialog', { name: `Delete the group “${name}”?` })
  await expect(question).toContainText('It opens 1 document for 1 person.')
  await question.getByRole('button', { name: 'Delete group' }).click()
  await expect(page.getByRole('button', { name: `More for ${name}` })).toBeHidden()
  await expect(row(readers, 'books.txt')).toBeHidden()
  await Promise.all([owners.context().close(), readers.context().close()])
})

test('a member is removed for good: an heir gets the documents, and the person is out', async ({
  page,
  signIn,
  newPerson,
  browser,
}) => {
  const [leaver, heir] = [await newPerson(), await newPerson()]
  const leavers = await browser.newPage()
  await signInAs(leavers, leaver)
  await upload(leavers, textFile('estate.txt'))
  const { url } = await download(leavers, 'estate.txt')
  const heirs = await browser.newPage()
  await signInAs(heirs, heir)
  await listening(heirs)

  const admin = await signIn()
  await page.goto('/settings/members')
  await expectMember(page, leaver.email, 'Active')
  await page.getByRole('button', { name: `More for ${leaver.name}` }).click()
  await page.getByRole('menuitem', { name: 'Remove…' }).click()
  const question = page.getByRole('dialog', { name: `Remove ${leaver.name}?` })
  await expect(question).toContainText('1 document (')
  const remove = question.getByRole('button', { name: 'Remove for good' })
  await expect(remove).toBeDisabled()
  const who = question.getByRole('combobox', { name: 'Who gets the documents' })
  await who.fill(admin.email)
  await expect(question.getByText('Nobody of this name or address.')).toBeVisible()
  await who.fill(heir.email)
  await question.getByRole('option', { name: heir.name }).click()
  await remove.click()
  await expect(page.getByText(`${leaver.name} was removed. 1 document belongs to ${heir.name} now.`)).toBeVisible()
  await expect(page.getByRole('button', { name: `More for ${leaver.name}` })).toBeHidden()

  await expect(row(heirs, 'estate.txt')).toBeVisible()
  await expect(leavers).toHaveURL(/\/sign-in/)
  expect(String((await leavers.request.get(url)).status())).toMatch(DEAD)
  await leavers.getByRole('textbox', { name: 'Email' }).fill(leaver.email)
  await leavers.getByRole('textbox', { name: 'Password' }).fill(leaver.password)
  await leavers.getByRole('button', { name: 'Sign in' }).click()
  await expect(leavers.getByText('The email or the password is not right.')).toBeVisible()
  const [row1] = await sql<{ name: string }>('SELECT name FROM "User" WHERE id = $1', [leaver.id])
  expect(row1?.name).toBe('Former member')
  await Promise.all([leavers.context().close(), heirs.context().close()])
})

test('disabling somebody kills the URLs that they hold', async ({ page, signIn, newPerson, browser }) => {
  const person = await newPerson()
  const theirs = await browser.newPage()
  await signInAs(theirs, person)
  await upload(theirs, textFile('held.txt'))
  const { url } = await download(theirs, 'held.txt')
  await signIn()
  await page.goto('/settings/members')
  await change(page, person.name, 'Disable…', 'Disable')
  await expectMember(page, person.email, 'Disabled')
  expect(String((await theirs.request.get(url)).status())).toMatch(DEAD)
  await theirs.context().close()
})
