import { expectAccessible } from './accessible.ts'
import { expect, test } from './fixtures.ts'
import { freshAddress } from './links.ts'
import { mailsTo, mailTo } from './mail.ts'
import { linksOf } from './sending.ts'

test.describe.configure({ mode: 'parallel' })

const said = (address: string) => `If ${address} belongs to somebody here, a message is on its way to it.`

test('who forgot the password asks for a link at sign-in, and sets a new one', async ({ page, newPerson }) => {
  const { email } = await newPerson()
  await page.goto('/sign-in')
  await page.getByRole('link', { name: 'Forgot your password?' }).click()
  await expect(page.getByRole('heading', { name: 'Forgotten password' })).toBeVisible()
  await expectAccessible(page, 'asking for a link')
  await page.getByRole('textbox', { name: 'Email' }).fill(email)
  await page.getByRole('button', { name: 'Send me a link' }).click()
  await expect(page.getByText(said(email), { exact: false })).toBeVisible()
  await expectAccessible(page, 'a link was asked for')

  const mail = await mailTo(email)
  expect(mail.attachments).toEqual([])
  const link = linksOf(mail).find((one) => one.includes('/reset/'))!
  await page.goto(link)
  await page.getByRole('textbox', { name: 'New password' }).fill('another and better one')
  await page.getByRole('button', { name: 'Set password and sign in' }).click()
  await expect(page).toHaveURL(/\/documents$/)
  await page.goto(link)
  await expect(page.getByRole('heading', { name: 'This link has ended' })).toBeVisible()
})

test('an address of nobody is answered alike, and gets no mail', async ({ page, newPerson }) => {
  const [stranger, { email }] = [freshAddress(), await newPerson()]
  for (const address of [stranger, email]) {
    await page.goto('/forgot')
    await page.getByRole('textbox', { name: 'Email' }).fill(address)
    await page.getByRole('button', { name: 'Send me a link' }).click()
    await expect(page.getByText(said(address), { exact: false })).toBeVisible()
  }
  // The one that was asked for later has come.
  await mailTo(email)
  expect(await mailsTo(stranger)).toEqual([])
})

test('an invitation is mailed beside the link that can be copied', async ({ page, signIn }) => {
  const email = freshAddress()
  await signIn('ADMIN')
  await page.goto('/settings/members')
  await page.getByRole('button', { name: 'Invite member' }).click()
  await page.getByRole('textbox', { name: 'Name' }).fill(`Invited ${email}`)
  await page.getByRole('textbox', { name: 'Email' }).fill(email)
  await page.getByRole('button', { name: 'Invite', exact: true }).click()
  await expect(page.getByText(`This link was mailed to ${email}.`, { exact: false })).toBeVisible()
  const link = await page.getByRole('textbox', { name: 'Link' }).inputValue()
  expect(linksOf(await mailTo(email))).toContain(link)
})
