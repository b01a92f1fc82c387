import type { Locator, Page } from '@playwright/test'
import { askAs, createAgentToken } from './agent-token.ts'
import { expectAccessible } from './accessible.ts'
import { listening, upload } from './documents.ts'
import { textFile } from './files.ts'
import { expect, signInAs, test } from './fixtures.ts'
import { sql } from './person.ts'

test.describe.configure({ mode: 'parallel' })

const BAD_TOKEN = 'The token is not valid'
const dialog = (page: Page): Locator => page.getByRole('dialog')
const tokens = (page: Page): Locator => page.getByRole('table', { name: 'Your agent tokens' })

/** Opens the form of a new token on the account page and fills in what every one needs. */
async function begin(page: Page, name: string): Promise<void> {
  await page.goto('/account')
  await page.getByRole('button', { name: 'New token' }).click()
  await dialog(page).getByRole('textbox', { name: 'Name' }).fill(name)
}

/** Makes it; answers the token that is shown once, and closes the dialog. */
async function finish(page: Page): Promise<string> {
  await dialog(page).getByRole('button', { name: 'Make token' }).click()
  const field = dialog(page).getByRole('textbox', { name: 'Token' })
  await expect(field).toHaveValue(/^cs_agent_[0-9A-Za-z]{22}_[0-9A-Za-z]{49}$/)
  const token = await field.inputValue()
  await dialog(page).getByRole('button', { name: 'Done' }).click()
  return token
}

async function idOf(fileName: string, ownerId: string): Promise<string> {
  const [document] = await sql<{ id: string }>('SELECT id FROM "Document" WHERE name = $1 AND "ownerId" = $2', [
    fileName,
    ownerId,
  ])
  return document!.id
}

test('a member makes a token, a program reads by it, and revoked it is refused while the member goes on', async ({
  page,
  signIn,
}) => {
  const person = await signIn('MEMBER')
  await upload(page, textFile('plan.txt'), textFile('secret.txt'))
  const [plan, secret] = [await idOf('plan.txt', person.id), await idOf('secret.txt', person.id)]
  await begin(page, 'nightly import')
  await dialog(page).getByRole('combobox', { name: 'Which documents' }).selectOption('Only these…')
  await dialog(page).getByRole('combobox', { name: 'Add a document' }).fill('plan')
  await dialog(page).getByRole('option', { name: 'plan.txt' }).click()
  const token = await finish(page)
  await expect(tokens(page).getByRole('row').filter({ hasText: 'nightly import' })).toContainText('1 document')
  // Neither the page nor the database shows it again.
  await page.reload()
  expect(await page.content()).not.toContain(token)

  const answer = await askAs(token, `/api/v1/documents/${plan}/content`)
  expect(answer.status).toBe(302)
  const url = answer.headers.get('location')!
  expect((await fetch(url)).status).toBe(200)
  expect((await askAs(token, `/api/v1/documents/${secret}/content`)).status).toBe(404)
  await page.reload()
  await expect(tokens(page)).not.toContainText('never')

  await page.getByRole('button', { name: 'Revoke nightly import' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Revoke token' }).click()
  await expect(page.getByText(/^1 agent token revoked, \d issued URLs? killed in \d+\.\d s\.$/)).toBeVisible()
  expect((await fetch(url)).status).not.toBe(200)
  const refused = await askAs(token, `/api/v1/documents/${plan}/content`)
  expect(refused.status).toBe(401)
  expect(refused.headers.get('www-authenticate')).toContain('Bearer')
  expect(await refused.text()).toContain(BAD_TOKEN)
  await expect(tokens(page).getByText('Revoked')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Revoke nightly import' })).toBeHidden()
  await page.goto('/documents')
  await expect(page.getByRole('button', { name: 'Download plan.txt' })).toBeEnabled()
})

test('an administrator finds whose a token is that lay around, and ends it', async ({ page, signIn, newPerson }) => {
  const person = await newPerson()
  const { name, token } = await createAgentToken(person, { scopes: ['documents:read', 'shares:write'] })
  expect((await askAs(token, '/api/v1/documents')).status).toBe(200)
  await signIn()
  await page.goto('/settings/agents')
  const search = page.getByRole('searchbox', { name: 'Search token, person or address' })
  await search.fill(token)
  await search.press('Enter')
  await expect(page).toHaveURL(/\?q=cs_agent_[0-9A-Za-z]{22}$/)
  const table = page.getByRole('table', { name: 'Agent tokens' })
  await expect(table.getByRole('row')).toHaveCount(2)
  await expect(table.getByRole('row').filter({ hasText: name })).toContainText(person.name)
  await page.getByRole('button', { name: `Revoke ${name} of ${person.name}` }).click()
  await expect(page.getByRole('alertdialog')).toContainText(`Revoke “${name}” of ${person.name}?`)
  await page.getByRole('alertdialog').getByRole('button', { name: 'Revoke token' }).click()
  await expect(page.getByText(/^1 agent token revoked/)).toBeVisible()
  expect((await askAs(token, '/api/v1/documents')).status).toBe(401)
  await expect(page.getByText('Nothing matches')).toBeVisible()
  await page.getByRole('link', { name: 'All', exact: true }).click()
  await expect(table.getByText('Revoked')).toBeVisible()
})

test('a token is made and revoked by keyboard alone', async ({ page, signIn }) => {
  await signIn('MEMBER')
  await page.goto('/account')
  await listening(page)
  await page.getByRole('button', { name: 'New token' }).focus()
  await page.keyboard.press('Enter')
  const name = dialog(page).getByRole('textbox', { name: 'Name' })
  await expect(name).toBeFocused()
  await page.keyboard.type('by keyboard')
  await page.keyboard.press('Tab')
  const first = dialog(page).getByRole('checkbox', { name: 'Read documents' })
  await expect(first).toBeFocused()
  await page.keyboard.press('Space')
  await page.keyboard.press('Enter')
  await expect(dialog(page).getByRole('alert')).toHaveText('Choose at least one scope.')
  await first.focus()
  await page.keyboard.press('Space')
  await page.keyboard.press('Enter')
  await expect(dialog(page).getByRole('button', { name: 'Copy token' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'New token' })).toBeFocused()
  await page.getByRole('button', { name: 'Revoke by keyboard' }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('alertdialog').getByRole('button', { name: 'Revoke token' }).focus()
  await page.keyboard.press('Enter')
  await expect(tokens(page).getByText('Revoked')).toBeVisible()
})

test('changing the password offers to end the tokens as well', async ({ page, signIn }) => {
  const person = await signIn('MEMBER')
  await page.goto('/account')
  await expect(page.getByRole('checkbox', { name: /agent token/ })).toBeHidden()
  const { token } = await createAgentToken(person)
  await page.reload()
  await page.getByLabel('Current password').fill(person.password)
  await page.getByLabel('New password').fill('another one, and long')
  await page.getByRole('checkbox', { name: 'Revoke my agent token too' }).check()
  await page.getByRole('button', { name: 'Change password' }).click()
  await expect(page.getByText('1 agent token was revoked.')).toBeVisible()
  expect((await askAs(token, '/api/v1/documents')).status).toBe(401)
})

test('tokens and their forms can be read by everybody', async ({ page, signIn, newPerson }) => {
  test.setTimeout(180_000)
  const person = await signIn('MEMBER')
  await upload(page, textFile('plan.txt'))
  await page.goto('/account')
  await expectAccessible(page, 'no tokens')
  await begin(page, 'nightly import')
  await expectAccessible(page, 'a new token')
  await dialog(page).getByRole('combobox', { name: 'Which documents' }).selectOption('Only these…')
  await dialog(page).getByRole('option', { name: 'plan.txt' }).click()
  await dialog(page).getByRole('combobox', { name: 'Ends' }).selectOption('On a day…')
  await expectAccessible(page, 'a new token that is bound')
  await dialog(page).getByRole('combobox', { name: 'Ends' }).selectOption('In 7 days')
  await dialog(page).getByRole('button', { name: 'Make token' }).click()
  await expect(dialog(page).getByRole('textbox', { name: 'Token' })).toBeVisible()
  await expectAccessible(page, 'a token that is shown once')
  await dialog(page).getByRole('button', { name: 'Done' }).click()
  await createAgentToken(person, { secondsLeft: -60 })
  await page.reload()
  await expect(tokens(page).getByRole('row')).toHaveCount(3)
  await expectAccessible(page, 'tokens')
  await page.getByRole('button', { name: 'Revoke nightly import' }).click()
  await expectAccessible(page, 'asking before a token ends')
  const admin = await newPerson('ADMIN')
  await signInAs(page, admin)
  await page.goto(`/settings/agents?q=${encodeURIComponent(person.email)}&show=all`)
  await expect(page.getByRole('table', { name: 'Agent tokens' }).getByRole('row')).toHaveCount(3)
  await expectAccessible(page, 'everybody’s tokens')
  await page.goto('/settings/agents?q=nobody-has-this')
  await expectAccessible(page, 'no token found')
  await page.goto('/settings/sharing/policy')
  await expect(page.getByRole('combobox', { name: 'Agents may share outside' })).toHaveValue(/^(on|off)$/)
  await expectAccessible(page, 'the policy')
})
