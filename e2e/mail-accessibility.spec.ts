import { expectAccessible, PHONE } from './accessible.ts'
import { upload } from './documents.ts'
import { textFile } from './files.ts'
import { expect, test } from './fixtures.ts'
import { freshAddress } from './links.ts'
import { mailTo } from './mail.ts'
import { openSending, openSent, pasteRecipients, recipient, send, withRecipient } from './sending.ts'

test.describe.configure({ mode: 'parallel' })

test('sending by mail can be read by everybody, at every step', async ({ page, signIn }) => {
  test.setTimeout(240_000)
  await signIn('MEMBER')
  await page.goto('/sent')
  await expect(page.getByText('Nothing sent yet')).toBeVisible()
  await expectAccessible(page, 'nothing sent')
  await page.goto('/documents')
  await upload(page, textFile('contract.txt'))
  await openSending(page, 'contract.txt')
  await page.getByRole('combobox', { name: 'Ends' }).selectOption('At a moment…')
  await pasteRecipients(page, `${freshAddress()}, nobody`)
  await expectAccessible(page, 'a message being written')
  await page.getByRole('button', { name: 'Remove nobody' }).click()
  await page.getByRole('tab', { name: 'Preview' }).click()
  await expect(page.locator('iframe')).toBeVisible()
  await expectAccessible(page, 'its preview')
  await page.getByRole('button', { name: 'Plain text' }).click()
  await expectAccessible(page, 'its preview as text')
  await page.getByRole('tab', { name: 'Message' }).click()
  const address = freshAddress()
  await pasteRecipients(page, `${address},`)
  await page.getByRole('combobox', { name: 'Ends' }).selectOption('In 24 hours')
  await send(page)
  await mailTo(address)
  await openSent(page, 'contract.txt')
  await expect(recipient(page, address).getByText('Sent', { exact: true })).toBeVisible({ timeout: 20_000 })
  await expectAccessible(page, 'what was sent')
  await withRecipient(page, address, 'Extend…')
  await expectAccessible(page, 'a later end')
})

test('on a phone an administrator reaches every page from the bar', async ({ page, signIn }) => {
  await signIn('ADMIN')
  await page.setViewportSize(PHONE)
  const bar = page.getByRole('navigation', { name: 'Main' })
  await expect(bar.getByRole('link')).toHaveCount(4)
  await bar.getByRole('button', { name: 'More' }).click()
  const more = page.getByRole('dialog', { name: 'More' })
  await expect(more.getByRole('link')).toHaveText(['Storage', 'Agents', 'Audit', 'Account'])
  await more.getByRole('link', { name: 'Audit' }).click()
  await expect(page).toHaveURL(/\/settings\/audit$/)
  await expect(more).toBeHidden()
  await bar.getByRole('button', { name: 'More' }).click()
  await expect(more.getByRole('link', { name: 'Audit' })).toHaveAttribute('aria-current', 'page')
  await expectAccessible(page, 'the rest of the bar')
})
