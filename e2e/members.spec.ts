import type { Page } from '@playwright/test'
import { ERRORS } from '../lib/errors.ts'
import { actionCalls, callAs } from './action-calls.ts'
import { listening } from './documents.ts'
import { expect, signInAs, test, type Person } from './fixtures.ts'
import { sql } from './person.ts'
import { startServerOfItsOwn } from './server-of-its-own.ts'

test.describe.configure({ mode: 'parallel' })

const PASSWORD = 'chosen by themselves'

const row = (page: Page, name: string) => page.getByRole('table', { name: 'Members' }).getByRole('row').filter({ hasText: name })

async function invite(page: Page, name: string, email: string): Promise<string> {
  await page.goto('/settings/members')
  await page.getByRole('button', { name: 'Invite member' }).click()
  await page.getByRole('textbox', { name: 'Name' }).fill(name)
  await page.getByRole('textbox', { name: 'Email' }).fill(email)
  await page.getByRole('button', { name: 'Invite', exact: true }).click()
  return closeLink(page)
}

/** The link that is shown once; closes the dialog that shows it. */
async function closeLink(page: Page): Promise<string> {
  const link = await page.getByRole('textbox', { name: 'Link' }).inputValue()
  await page.getByRole('button', { name: 'Done' }).click()
  return link
}

async function change(page: Page, name: string, item: string, confirm: string): Promise<void> {
  await page.getByRole('button', { name: `More for ${name}`, exact: true }).click()
  await page.getByRole('menuitem', { name: item }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: confirm }).click()
}

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
  const name = `Ada ${Date.now()}`
  const email = `ada-${Date.now()}@example.org`
  await signIn()
  const link = await invite(page, name, email)
  expect(new URL(link).origin).toBe(baseURL)
  await expect(row(page, name)).toContainText('Invited')

  const ada = await browser.newPage()
  // A mail scanner looks at the link first.
  await ada.request.get(link)
  await choosePassword(ada, link)
  await expect(ada).toHaveURL(/\/documents$/)
  await ada.goto(link)
  await expect(ada.getByRole('heading', { name: 'This link has ended' })).toBeVisible()
  await ada.goto('/documents')
  await listening(ada)

  await page.reload()
  await expect(row(page, name)).toContainText('Active')
  await change(page, name, 'Disable…', 'Disable')
  await expect(row(page, name)).toContainText('Disabled')
  // Ada's page did not ask for anything; it was told.
  await expect(ada).toHaveURL(/\/sign-in/)
  await ada.getByRole('textbox', { name: 'Email' }).fill(email)
  await ada.getByRole('textbox', { name: 'Password' }).fill(PASSWORD)
  await ada.getByRole('button', { name: 'Sign in' }).click()
  await expect(ada.getByText('The email or the password is not right.')).toBeVisible()

  await change(page, name, 'Enable…', 'Enable')
  await expect(row(page, name)).toContainText('Active')
  await signInAs(ada, { id: '', name, email, password: PASSWORD })
  await ada.context().close()
})

test('a link that is open in two tabs sets one password', async ({ page, signIn, browser }) => {
  await signIn()
  const link = await invite(page, `Twice ${Date.now()}`, `twice-${Date.now()}@example.org`)
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
  const link = await invite(page, 'Weak Waldemar', `weak-${Date.now()}@example.org`)
  const waldemar = await browser.newPage()
  await waldemar.goto(link)
  const sentences = { 'too short': 'at least 12 characters', 'waldemar 123': 'easy to guess', aaaaaaaaaaaa: 'repeats itself' }
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
  const grace = await newPerson()
  const [desk, phone] = [await browser.newPage(), await browser.newPage()]
  await signInAs(desk, grace)
  await listening(desk)
  await signIn()
  await page.goto('/settings/members')
  await change(page, grace.name, 'Password reset link…', 'Make link')
  const former = await closeLink(page)
  await change(page, grace.name, 'Password reset link…', 'Make link')
  const latest = await closeLink(page)

  await phone.goto(former)
  await expect(phone.getByRole('heading', { name: 'This link has ended' })).toBeVisible()
  // Nothing has happened to Grace so far.
  await desk.reload()
  await expect(desk.getByRole('heading', { name: 'Documents' })).toBeVisible()
  await choosePassword(phone, latest)
  await expect(phone).toHaveURL(/\/documents$/)
  await expect(desk).toHaveURL(/\/sign-in/)
  await Promise.all([desk.context().close(), phone.context().close()])
})

test('an administrator who is made a member loses the page at once', async ({ page, signIn, newPerson, browser }) => {
  const other = await newPerson('ADMIN')
  const theirs = await browser.newPage()
  await signInAs(theirs, other)
  await theirs.goto('/settings/members')
  await expect(theirs.getByRole('button', { name: 'Invite member' })).toBeEnabled()
  await signIn()
  await page.goto('/settings/members')
  await change(page, other.name, 'Make member…', 'Make member')
  await expect(row(page, other.name)).toContainText('Member')
  await theirs.getByRole('button', { name: 'Invite member' }).click()
  await theirs.getByRole('textbox', { name: 'Name' }).fill('Nobody')
  await theirs.getByRole('textbox', { name: 'Email' }).fill(`nobody-${Date.now()}@example.org`)
  await theirs.getByRole('button', { name: 'Invite', exact: true }).click()
  await expect(theirs.getByText(ERRORS.NOT_ALLOWED[1])).toBeVisible()
  expect((await theirs.request.get('/settings/members')).status()).toBe(404)
  await theirs.context().close()
})

test('to a member there is no such page, and calling its actions changes nothing', async ({
  page,
  signIn,
  newPerson,
  browser,
}) => {
  const [eve, target] = [await newPerson(), await newPerson()]
  await signIn()
  await page.goto('/settings/members')
  await expect(page.getByRole('button', { name: 'Invite member' })).toBeEnabled()
  const calls = actionCalls(page)
  const invited = await callsOfEveryKind(page, target)
  expect(calls).toHaveLength(7)

  const hers = await browser.newPage()
  await signInAs(hers, eve)
  await expect(hers.getByRole('link', { name: 'Members' })).toHaveCount(0)
  const answer = await hers.goto('/settings/members')
  expect(answer?.status()).toBe(404)
  await expect(hers.getByRole('heading', { name: 'Nothing is here' })).toBeVisible()
  const before = await stateOf([target.email, invited])
  for (const call of calls) {
    // Her own page's address, too: an action can be sent to any page.
    for (const path of ['/settings/members', '/documents'])
      expect(await callAs(hers.request, { ...call, url: new URL(path, call.url).href })).toContain('"code":"NOT_ALLOWED"')
  }
  expect(await stateOf([target.email, invited])).toEqual(before)
  await hers.context().close()
})

/** Does to `target` everything that the page can do, and renews an invitation. Answers the invited address. */
async function callsOfEveryKind(page: Page, target: Person): Promise<string> {
  const email = `invited-${Date.now()}@example.org`
  const name = `Invited ${Date.now()}`
  await page.getByRole('button', { name: 'Invite member' }).click()
  await page.getByRole('textbox', { name: 'Name' }).fill(name)
  await page.getByRole('textbox', { name: 'Email' }).fill(email)
  await page.getByRole('button', { name: 'Invite', exact: true }).click()
  await closeLink(page)
  await change(page, name, 'New invitation link…', 'Make link')
  await closeLink(page)
  await change(page, target.name, 'Password reset link…', 'Make link')
  await closeLink(page)
  await change(page, target.name, 'Make administrator…', 'Make administrator')
  await expect(row(page, target.name)).toContainText('Administrator')
  await change(page, target.name, 'Make member…', 'Make member')
  await expect(row(page, target.name)).toContainText('Member')
  await change(page, target.name, 'Disable…', 'Disable')
  await expect(row(page, target.name)).toContainText('Disabled')
  await change(page, target.name, 'Enable…', 'Enable')
  await expect(row(page, target.name)).toContainText('Active')
  return email
}

function stateOf(emails: string[]): Promise<Record<string, unknown>[]> {
  return sql(
    `SELECT u.*, (SELECT count(*) FROM "OneTimeLink" l WHERE l."userId" = u.id) AS links
     FROM "User" u WHERE email = ANY($1) ORDER BY email`,
    [emails],
  )
}

test('the first administrator is there from the start, and the last one stays', async ({ browser }, testInfo) => {
  const email = 'first@example.org'
  const server = await startServerOfItsOwn(testInfo.outputDir, { ADMIN_EMAIL: email, ADMIN_PASSWORD: PASSWORD })
  const context = await browser.newContext({ baseURL: server.url })
  const page = await context.newPage()
  await signInAs(page, { id: '', name: 'first', email, password: PASSWORD })
  // An invited administrator who never came cannot take over.
  await page.goto('/settings/members')
  await page.getByRole('button', { name: 'Invite member' }).click()
  await page.getByRole('textbox', { name: 'Name' }).fill('Second')
  await page.getByRole('textbox', { name: 'Email' }).fill('second@example.org')
  await page.getByRole('combobox', { name: 'Role' }).selectOption('Administrator')
  await page.getByRole('button', { name: 'Invite', exact: true }).click()
  await closeLink(page)
  for (const [item, confirm] of [['Make member…', 'Make member'], ['Disable…', 'Disable']] as const) {
    await change(page, 'first', item, confirm)
    await expect(page.getByText(ERRORS.LAST_ADMIN[1])).toBeVisible()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Cancel' }).click()
  }
  await page.reload()
  await expect(row(page, email)).toContainText('Administrator')
  await expect(row(page, email)).toContainText('Active')
  await context.close()
  await server.stop()
})
