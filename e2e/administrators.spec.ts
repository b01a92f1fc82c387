import type { Page } from '@playwright/test'
import { ERRORS } from '../lib/errors.ts'
import { actionCalls, callAs } from './action-calls.ts'
import { expect, signInAs, test, type Person } from './fixtures.ts'
import { change, closeLink, expectMember, invite } from './members.ts'
import { sql } from './person.ts'
import { startServerOfItsOwn } from './server-of-its-own.ts'

test.describe.configure({ mode: 'parallel' })

test('an administrator who is made a member loses the page at once', async ({ page, signIn, newPerson, browser }) => {
  const other = await newPerson('ADMIN')
  const theirs = await browser.newPage()
  await signInAs(theirs, other)
  await theirs.goto('/settings/members')
  await expect(theirs.getByRole('button', { name: 'Invite member' })).toBeEnabled()
  await signIn()
  await page.goto('/settings/members')
  await change(page, other.name, 'Make member…', 'Make member')
  await expectMember(page, other.name, 'Member')
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
  const recorded = actionCalls(page)
  const invited = await callsOfEveryKind(page, target)
  const calls = recorded.filter(({ url }) => new URL(url).pathname === '/settings/members')
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
      expect(await callAs(hers.request, { ...call, url: new URL(path, call.url).href })).toContain(
        '"code":"NOT_ALLOWED"',
      )
  }
  expect(await stateOf([target.email, invited])).toEqual(before)
  await hers.context().close()
})

/** Does to `target` everything that the page can do, and renews an invitation. Answers the invited address. */
async function callsOfEveryKind(page: Page, target: Person): Promise<string> {
  const email = `invited-${Date.now()}@example.org`
  const name = `Invited ${Date.now()}`
  await invite(page, { name, email })
  await change(page, name, 'New invitation link…', 'Make link')
  await closeLink(page)
  await change(page, target.name, 'Password reset link…', 'Make link')
  await closeLink(page)
  await change(page, target.name, 'Make administrator…', 'Make administrator')
  await expectMember(page, target.name, 'Administrator')
  await change(page, target.name, 'Make member…', 'Make member')
  await expectMember(page, target.name, 'Member')
  await change(page, target.name, 'Disable…', 'Disable')
  await expectMember(page, target.name, 'Disabled')
  await change(page, target.name, 'Enable…', 'Enable')
  await expectMember(page, target.name, 'Active')
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
  const [email, password] = ['first@example.org', 'a quiet horse eats hay']
  const server = await startServerOfItsOwn(testInfo.outputDir, { ADMIN_EMAIL: email, ADMIN_PASSWORD: password })
  const context = await browser.newContext({ baseURL: server.url })
  const page = await context.newPage()
  await signInAs(page, { id: '', name: 'first', email, password })
  // An invited administrator who never came cannot take over.
  await invite(page, { name: 'Second', email: 'second@example.org', role: 'Administrator' })
  for (const [item, confirm] of [
    ['Make member…', 'Make member'],
    ['Disable…', 'Disable'],
  ] as const) {
    await change(page, 'first', item, confirm)
    await expect(page.getByText(ERRORS.LAST_ADMIN[1])).toBeVisible()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Cancel' }).click()
  }
  await page.reload()
  await expectMember(page, email, 'Administrator')
  await expectMember(page, email, 'Active')
  await context.close()
  await server.stop()
})
