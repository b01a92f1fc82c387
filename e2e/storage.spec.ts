import { choose, expectStatus, row, upload } from './documents.ts'
import { expect, signInAs, test } from './fixtures.ts'
import { sql } from './person.ts'

const bytes = (name: string, size: number) => ({ name, mimeType: 'text/plain', buffer: Buffer.alloc(size, 'x') })

test('an administrator gives a member a limit, and the member meets it with a sentence', async ({
  page,
  signIn,
  newPerson,
}) => {
  const member = await newPerson()
  await sql('INSERT INTO "StorageUse" ("userId") VALUES ($1)', [member.id])
  await signIn()
  await page.getByRole('link', { name: 'Storage' }).first().click()
  await expect(page.getByRole('heading', { name: 'Storage' })).toBeVisible()
  await page.getByRole('button', { name: `Change the limit for ${member.name}` }).click()
  await page.getByRole('textbox', { name: 'Limit' }).fill('nothing')
  await page.getByRole('button', { name: 'Save limit' }).click()
  await expect(page.getByText('Type a number of gigabytes')).toBeVisible()
  await page.getByRole('textbox', { name: 'Limit' }).fill('0.001')
  await page.getByRole('button', { name: 'Save limit' }).click()
  await expect(page.getByRole('row', { name: member.name })).toContainText('0 B of 1 MB')

  await signInAs(page, member)
  await upload(page, bytes('fits.txt', 900_000))
  await page.reload()
  await expect(page.getByRole('progressbar', { name: 'Storage used' })).toHaveAttribute('aria-valuenow', '90')
  await choose(page, [bytes('too-much.txt', 200_000)])
  await expect(page.getByText('Your storage is full.', { exact: false })).toBeVisible()
  await expect(row(page, 'too-much.txt')).toHaveCount(0)

  await page.getByRole('button', { name: 'More for fits.txt' }).click()
  await page.getByRole('menuitem', { name: 'Delete…' }).click()
  await page.getByRole('button', { name: 'Delete', exact: true }).click()
  await expect(row(page, 'fits.txt')).toHaveCount(0)
  // In the trash it goes on counting.
  await page.getByRole('link', { name: 'Deleted', exact: true }).click()
  await page.getByRole('button', { name: 'Delete fits.txt for good' }).click()
  await page.getByRole('button', { name: 'Delete for good', exact: true }).click()
  await expect(page.getByText('Nothing is deleted')).toBeVisible()
  await page.getByRole('link', { name: 'All', exact: true }).click()
  await expect(page.getByText('Nothing here yet')).toBeVisible()
  await choose(page, [bytes('now.txt', 200_000)])
  await expectStatus(page, 'now.txt', 'Ready')
})

test('a member finds no storage settings', async ({ page, signIn, allowConsole }) => {
  allowConsole(/404 \(Not Found\)/)
  await signIn('MEMBER')
  await expect(page.getByRole('link', { name: 'Storage' })).toHaveCount(0)
  const answer = await page.goto('/settings/storage')
  expect(answer?.status()).toBe(404)
})
