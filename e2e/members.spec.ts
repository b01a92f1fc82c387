import type { Page } from '@playwright/test'
import { ERRORS } from '../lib/errors.ts'
import { listening } from './documents.ts'
import { expect, signInAs, test } from './fixtures.ts'
import { change, closeLink, expectMember, invite } from './members.ts'

test.describe.configure({ mode: 'parallel' })

const PASSWORD = 'chosen by themselves'

async function choosePassword(page: Page, link: string): Promise<void> {
  await page.goto(link)
  await page.getByRole('textbox', { name: 'New password' }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Set password and sign in' }).click()
}

test('an invited person joins by the link, once, and is out the moment they are disabled', async ({
  page,
  signIn,
  browser,
  baseURL,
}) => {
  const name = `New member ${Date.now()}`
  const email = `new-${Date.now()}@example.org`
  await signIn()
  const link = await invite(page, { name, email })
  expect(new URL(link).origin).toBe(baseURL)
  await expectMember(page, name, 'Invited')

  const theirs = await browser.newPage()
  // A mail scanner looks at the link first.
  await theirs.request.get(link)
  await choosePassword(theirs, link)
  await expect(theirs).toHaveURL(/\/documents$/)
  await theirs.goto(link)
  await expect(theirs.getByRole('heading', { name: 'This link has ended' })).toBeVisible()
  await theirs.goto('/documents')
  await listening(theirs)

  await page.reload()
  await expectMember(page, name, 'Active')
  await change(page, name, 'Disable…', 'Disable')
  await expectMember(page, name, 'Disabled')
  // Their page did not ask for anything; it was told.
  await expect(theirs).toHaveURL(/\/sign-in/)
  await theirs.getByRole('textbox', { name: 'Email' }).fill(email)
  await theirs.getByRole('textbox', { name: 'Password' }).fill(PASSWORD)
  await theirs.getByRole('button', { name: 'Sign in' }).click()
  await expect(theirs.getByText(ERRORS.WRONG_CREDENTIALS[1])).toBeVisible()

  await change(page, name, 'Enable…', 'Enable')
  await expectMember(page, name, 'Active')
  await signInAs(theirs, { id: '', name, email, password: PASSWORD })
  await theirs.context().close()
})

test('a link that is open in two tabs sets one password', async ({ page, signIn, browser }) => {
  await signIn()
  const link = await invite(page, { name: `Twice ${Date.now()}`, email: `twice-${Date.now()}@example.org` })
  const [first, second] = [await browser.newPage(), await browser.newPage()]
  await second.goto(link)
  await choosePassword(first, link)
  await expect(first).toHaveURL(/\/documents$/)
  await second.getByRole('textbox', { name: 'New password' }).fill('chosen by somebody else')
  await second.getByRole('button', { name: 'Set password and sign in' }).click()
  await expect(second.getByText(ERRORS.LINK_USED[1])).toBeVisible()
  await first.reload()
  await expect(first.getByRole('heading', { name: 'Documents' })).toBeVisible()
  await Promise.all([first.context().close(), second.context().close()])
})

test('a weak password is refused in a sentence and leaves the link as it was', async ({ page, signIn, browser }) => {
  await signIn()
  const link = await invite(page, { name: 'Weak Waldemar', email: `weak-${Date.now()}@example.org` })
  const waldemar = await browser.newPage()
  await waldemar.goto(link)
  const sentences = {
    'too short': 'at least 12 characters',
    'waldemar 123': 'easy to guess',
    aaaaaaaaaaaa: 'repeats itself',
  }
  for (const [password, sentence] of Object.entries(sentences)) {
    await waldemar.getByRole('textbox', { name: 'New password' }).fill(password)
    await waldemar.getByRole('button', { name: 'Set password and sign in' }).click()
    await expect(waldemar.getByRole('alert').filter({ hasText: sentence })).toBeVisible()
  }
  await choosePassword(waldemar, link)
  await expect(waldemar).toHaveURL(/\/documents$/)
  await waldemar.context().close()
})

test('a reset is a link for the person, the latest alone counts, and using it ends their sessions', async ({
  page,
  signIn,
  newPerson,
  browser,
}) => {
  const forgetful = await newPerson()
  const [desk, phone] = [await browser.newPage(), await browser.newPage()]
  await signInAs(desk, forgetful)
  await listening(desk)
  await signIn()
  await page.goto('/settings/members')
  await change(page, forgetful.name, 'Password reset link…', 'Make link')
  const former = await closeLink(page)
  await change(page, forgetful.name, 'Password reset link…', 'Make link')
  const latest = await closeLink(page)

  await phone.goto(former)
  await expect(phone.getByRole('heading', { name: 'This link has ended' })).toBeVisible()
  // Nothing has happened to them so far.
  await desk.reload()
  await expect(desk.getByRole('heading', { name: 'Documents' })).toBeVisible()
  await choosePassword(phone, latest)
  await expect(phone).toHaveURL(/\/documents$/)
  await expect(desk).toHaveURL(/\/sign-in/)
  await Promise.all([desk.context().close(), phone.context().close()])
})
