import type { Locator, Page } from '@playwright/test'
import { ERRORS } from '../lib/errors.ts'
import { expectAccessible } from './accessible.ts'
import { chooseAction, download, expectStatus, row, upload } from './documents.ts'
import { noise, textFile } from './files.ts'
import { expect, signInAs, test } from './fixtures.ts'
import { sql } from './person.ts'
import { DEAD, give, openSharing } from './sharing.ts'

test.describe.configure({ mode: 'parallel' })

const trash = (page: Page): Locator => page.getByRole('table', { name: 'Deleted documents' })
const deleted = (page: Page, name: string): Locator =>
  trash(page)
    .getByRole('row')
    .filter({ has: page.getByText(name, { exact: true }) })

async function deleteIt(page: Page, name: string): Promise<void> {
  await chooseAction(page, name, 'Delete…')
  const question = page.getByRole('alertdialog', { name: `Delete “${name}”?` })
  await expect(question).toContainText('It goes to Deleted for 30 days, where you can restore it')
  await question.getByRole('button', { name: 'Delete' }).click()
  await expect(question).toBeHidden()
}

const openDeleted = (page: Page) => page.getByRole('link', { name: 'Deleted', exact: true }).click()

test('a deleted document is restored with its bytes, and whom it was given to has it again', async ({
  page,
  browser,
  signIn,
  newPerson,
}) => {
  const reader = await newPerson()
  await signIn('MEMBER')
  const file = noise('plan.bin', 300_000)
  await upload(page, file)
  await openSharing(page, 'plan.bin')
  await give(page, reader.name)
  await page.keyboard.press('Escape')
  const before = await download(page, 'plan.bin')
  const readersPage = await (await browser.newContext()).newPage()
  await signInAs(readersPage, reader)
  await expectStatus(readersPage, 'plan.bin', 'Ready')

  await deleteIt(page, 'plan.bin')
  await expect(row(readersPage, 'plan.bin')).toHaveCount(0)
  await expect.poll(async () => String((await fetch(before.url)).status), { timeout: 3_000 }).toMatch(DEAD)
  await openDeleted(page)
  await expect(deleted(page, 'plan.bin')).toContainText('300 KB')
  await expect(page.getByText(/^1 document, 300 KB\. It counts in your storage until gone for good/)).toBeVisible()
  await readersPage.goto('/documents/deleted')
  await expect(readersPage.getByText('Nothing is deleted')).toBeVisible()
  await readersPage.goto('/documents')

  await page.getByRole('button', { name: 'Restore plan.bin' }).click()
  const question = page.getByRole('alertdialog', { name: 'Restore “plan.bin”?' })
  await expect(question).toContainText('1 other person can open it again.')
  await question.getByRole('button', { name: 'Restore' }).click()
  await expect(page.getByText('Nothing is deleted')).toBeVisible()
  await expectStatus(readersPage, 'plan.bin', 'Ready')
  await page.getByRole('link', { name: 'All', exact: true }).click()
  await expectStatus(page, 'plan.bin', 'Ready')
  expect((await download(page, 'plan.bin')).sha256).toBe(before.sha256)
  expect((await download(readersPage, 'plan.bin')).sha256).toBe(before.sha256)
  expect(String((await fetch(before.url)).status)).toMatch(DEAD)
  await readersPage.context().close()
})

test('deleting for good asks first and cannot be undone, and a second window hears of all of it', async ({
  page,
  context,
  signIn,
}) => {
  const { id } = await signIn('MEMBER')
  await upload(page, textFile('gone.txt'), textFile('waits.txt'))
  const other = await context.newPage()
  await other.goto('/documents/deleted')
  await expect(other.getByText('Nothing is deleted')).toBeVisible()
  await deleteIt(page, 'gone.txt')
  await deleteIt(page, 'waits.txt')
  await expect(deleted(other, 'gone.txt')).toBeVisible()
  await expect(deleted(other, 'waits.txt')).toBeVisible()

  await openDeleted(page)
  await page.getByRole('button', { name: 'Delete gone.txt for good' }).click()
  const question = page.getByRole('alertdialog', { name: 'Delete “gone.txt” for good?' })
  await question.getByRole('button', { name: 'Cancel' }).click()
  await expect(deleted(page, 'gone.txt')).toBeVisible()
  await page.getByRole('button', { name: 'Delete gone.txt for good' }).click()
  await other.getByRole('button', { name: 'Restore gone.txt' }).click()
  await expect(other.getByRole('alertdialog')).toContainText('Only you can open it then.')
  await question.getByRole('button', { name: 'Delete for good' }).click()
  await expect(deleted(page, 'gone.txt')).toHaveCount(0)
  await expect(deleted(page, 'waits.txt')).toBeVisible()
  await other.getByRole('alertdialog').getByRole('button', { name: 'Restore' }).click()
  await expect(other.getByText('This document is not in Deleted any more.')).toBeVisible()
  const objects = await sql(
    `SELECT count(*)::integer AS kept FROM "StoredObject" o JOIN "Document" d ON d."objectId" = o.id WHERE d."ownerId" = $1`,
    [id],
  )
  expect(objects).toEqual([{ kept: 1 }])
  await page.reload()
  await expect(deleted(page, 'waits.txt')).toBeVisible()
  await expect(deleted(page, 'gone.txt')).toHaveCount(0)
})

test('what never was Ready goes at once, and says so', async ({ page, signIn }) => {
  const { id } = await signIn('MEMBER')
  await sql(
    `INSERT INTO "Document" (id, "ownerId", name, size, "updatedAt", status, rejection)
     VALUES (gen_random_uuid(), $1, 'late.txt', 1, now(), 'REJECTED', 'late')`,
    [id],
  )
  await page.reload()
  await chooseAction(page, 'late.txt', 'Delete…')
  const question = page.getByRole('alertdialog', { name: 'Delete “late.txt”?' })
  await expect(question).toContainText('This cannot be undone.')
  await question.getByRole('button', { name: 'Delete' }).click()
  await expect(row(page, 'late.txt')).toHaveCount(0)
  await openDeleted(page)
  await expect(page.getByText('Nothing is deleted')).toBeVisible()
})

test('a long trash is read page by page, and the list without an order of its own answers an odd cursor', async ({
  page,
  signIn,
}) => {
  const { id } = await signIn('MEMBER')
  await sql(
    `WITH made AS (
       INSERT INTO "StoredObject" (id, key, state, size, "writableUntil")
       SELECT gen_random_uuid(), 'objects/' || replace(gen_random_uuid()::text, '-', ''), 'LIVE', 1, now()
       FROM generate_series(1, 60) RETURNING id)
     INSERT INTO "Document" (id, "ownerId", name, size, "updatedAt", status, "objectId", "deletedAt")
     SELECT gen_random_uuid(), $1, 'old ' || row_number() OVER () || '.txt', 1, now(), 'READY', id,
            now() - make_interval(mins => (row_number() OVER ())::integer) FROM made`,
    [id],
  )
  await page.goto('/documents/deleted')
  const restores = trash(page).getByRole('button', { name: /^Restore / })
  await expect(restores).toHaveCount(50)
  await page.getByRole('button', { name: 'Show more' }).click()
  await expect(restores).toHaveCount(60)
  await expect(page.getByRole('button', { name: 'Show more' })).toBeHidden()
  const odd = await page.request.get('/api/documents/deleted?cursor=x')
  expect([odd.status(), ((await odd.json()) as { code: string }).code]).toEqual([ERRORS.BAD_INPUT[0], 'BAD_INPUT'])
  // No bytes lie behind these rows.
  await sql(`DELETE FROM "Document" WHERE "ownerId" = $1`, [id])
})

test('the deleted documents and their questions can be read by everybody', async ({ page, signIn }) => {
  test.setTimeout(120_000)
  await signIn('MEMBER')
  await upload(page, textFile('minutes.txt'), textFile('offer.txt'))
  await deleteIt(page, 'minutes.txt')
  await chooseAction(page, 'offer.txt', 'Delete…')
  await expectAccessible(page, 'asking before a deletion')
  await page.keyboard.press('Escape')
  await openDeleted(page)
  await expect(deleted(page, 'minutes.txt')).toBeVisible()
  await expectAccessible(page, 'deleted documents')
  await page.getByRole('button', { name: 'Restore minutes.txt' }).click()
  await expect(page.getByRole('alertdialog')).toContainText('Only you can open it then.')
  await expectAccessible(page, 'asking before a restore')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Delete minutes.txt for good' }).click()
  await expectAccessible(page, 'asking before a deletion for good')
})
