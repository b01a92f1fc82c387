import pg from 'pg'
import { png } from '../lib/testing/pictures.ts'
import { expectAccessible } from './accessible.ts'
import { newContext } from './browsers.ts'
import { WebClient } from './chaos/web-client.ts'
import { chooseAction, upload } from './documents.ts'
import { textFile } from './files.ts'
import { expect, signInAs, test } from './fixtures.ts'
import { act, freshAddress } from './links.ts'
import { mailTo } from './mail.ts'
import { linksOf, openSending, openSent, pasteRecipients, recipient, send, withRecipient } from './sending.ts'
import { startServerOfItsOwn } from './server-of-its-own.ts'

test.describe.configure({ mode: 'parallel' })

/** A store that was told to delete answers so within the two seconds that are promised. */
const DEAD_WITHIN = 2_000

test('where it is allowed, the store’s own URL is sent, on a copy for each recipient that revoking deletes', async ({
  page,
  signIn,
  request,
}) => {
  test.setTimeout(120_000)
  await signIn('ADMIN')
  await page.goto('/settings/sharing/policy')
  await page.getByRole('combobox', { name: 'The store’s URL in the message' }).selectOption('Allowed')
  await page.getByRole('button', { name: 'Save mail policy…' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Save mail policy' }).click()
  await expect(page.getByText(/^Saved\./)).toBeVisible()

  await page.goto('/documents')
  const [one, other] = [freshAddress(), freshAddress()]
  await upload(page, textFile('direct.txt', 'Straight from the store.'))
  await openSending(page, 'direct.txt')
  await pasteRecipients(page, `${one}\n${other}`)
  await page.getByRole('checkbox', { name: 'Tell me when it is opened' }).check()
  await page.getByRole('radio', { name: 'The URL of the store itself' }).check()
  await expect(page.getByText('Whoever has the message has the file', { exact: false })).toBeVisible()
  // Nothing can stand before it, so nothing of that is asked for.
  await expect(page.getByRole('checkbox', { name: 'Tell me when it is opened' })).toBeHidden()
  await send(page)
  const [mine, theirs] = [linksOf(await mailTo(one))[0]!, linksOf(await mailTo(other))[0]!]
  expect(new URL(mine).searchParams.get('X-Amz-Expires')).toBe('86400')
  expect(new URL(mine).pathname).not.toBe(new URL(theirs).pathname)
  const asked = await request.get(mine)
  expect([asked.status(), await asked.text()]).toEqual([200, 'Straight from the store.'])

  await openSent(page, 'direct.txt')
  await expect(page.getByText('Store’s URL', { exact: true }).first()).toBeVisible()
  await withRecipient(page, one, 'Revoke…')
  await page.getByRole('alertdialog').getByRole('button', { name: 'Revoke' }).click()
  await expect(recipient(page, one).getByText('Revoked', { exact: true })).toBeVisible()
  await expect.poll(async () => (await request.get(mine)).status(), { timeout: DEAD_WITHIN }).toBe(404)
  expect((await request.get(theirs)).status()).toBe(200)
})

test('administrators set how long mail lives, and what the organisation is called', async ({ browser }, testInfo) => {
  test.setTimeout(120_000)
  // On a server of its own: both are of everybody.
  const [email, password] = ['administrator@example.org', 'a quiet horse eats hay']
  const server = await startServerOfItsOwn(testInfo.outputDir, { ADMIN_EMAIL: email, ADMIN_PASSWORD: password })
  const context = await browser.newContext({ baseURL: server.url })
  const page = await context.newPage()
  await signInAs(page, { id: '', name: 'administrator', email, password })
  await page.goto('/settings/sharing/policy')
  const hours = page.getByRole('textbox', { name: 'Longest life of what is sent' })
  await expect(hours).toHaveValue('168')
  await hours.fill('200')
  await page.getByRole('button', { name: 'Save mail policy…' }).click()
  await expect(page.getByText('What is sent by mail lives a minute to seven days.')).toBeVisible()
  await hours.fill('2')
  await page.getByRole('button', { name: 'Save mail policy…' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Save mail policy' }).click()
  await expect(page.getByText(/^Saved\./)).toBeVisible()
  await page.getByRole('textbox', { name: 'Name of the organisation' }).fill('The Notary')
  await page.getByRole('button', { name: 'Save name' }).click()
  await expect(page.getByText('Saved.', { exact: true })).toBeVisible()
  await page.reload()
  await expect(hours).toHaveValue('2')
  await expect(page.getByRole('textbox', { name: 'Name of the organisation' })).toHaveValue('The Notary')
  await expectAccessible(page, 'the policy with mail and the organisation')
  await context.close()
  await server.stop()
})

test('administrators choose a logo, and strangers see it before and behind the gate', async ({ browser }, testInfo) => {
  test.setTimeout(120_000)
  const [email, password] = ['administrator@example.org', 'a quiet horse eats hay']
  const server = await startServerOfItsOwn(testInfo.outputDir, { ADMIN_EMAIL: email, ADMIN_PASSWORD: password })
  const person = { id: '', name: 'administrator', email, password }
  const context = await browser.newContext({ baseURL: server.url })
  const page = await context.newPage()
  await signInAs(page, person)
  await page.goto('/settings/sharing/policy')
  const choose = (name: string, mimeType: string, buffer: Buffer) =>
    page.getByLabel(/^(Choose|Replace) logo$/).setInputFiles({ name, mimeType, buffer })
  await choose('logo.svg', 'image/png', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'))
  await expect(page.getByText('This is no PNG, JPEG or WebP.', { exact: false })).toBeVisible()
  await choose('logo.png', 'image/png', png(240, 80, 100_000))
  await expect(page.getByText('The file is too large.', { exact: false })).toBeVisible()
  await choose('logo.png', 'image/png', png(240, 80))
  await expect(page.getByText('Logo saved.')).toBeVisible()
  const logo = (of: typeof page) => of.getByRole('img', { name: 'Logo of the organisation' })
  const width = (of: typeof page) => logo(of).evaluate((image: HTMLImageElement) => image.naturalWidth)
  await expect.poll(() => width(page)).toBe(240)
  await expectAccessible(page, 'the policy with a logo')

  const client = new WebClient(server.url)
  expect(await client.signIn(person)).toBe(200)
  const documentId = await insertReady(server.databaseUrl, 'contract.txt')
  const made = { documentId, label: '', expiresAt: null, password: 'open sesame', maxDownloads: null }
  const terms = { ...made, recipients: [], viewOnly: false, notifyOnOpen: false }
  const { url } = await act<{ url: string }>(client, 'createLink', terms)
  const outside = await newContext(browser)
  const stranger = await outside.newPage()
  await stranger.goto(url)
  await expect(stranger.getByRole('heading', { name: 'This needs a password' })).toBeVisible()
  await expect.poll(() => width(stranger)).toBe(240)
  await expectAccessible(stranger, 'a gate with a logo')
  await stranger.getByLabel('Password').fill('open sesame')
  await stranger.getByRole('button', { name: 'Go on' }).click()
  await expect(stranger.getByRole('button', { name: 'Download' })).toBeVisible()
  await expect.poll(() => width(stranger)).toBe(240)
  await stranger.goto(new URL('/s/nothing', url).href)
  await expect(logo(stranger)).toHaveCount(0)

  await page.getByRole('button', { name: 'Remove logo' }).click()
  await expect(page.getByText('Logo removed.')).toBeVisible()
  await expect(logo(page)).toHaveCount(0)
  await stranger.goto(url)
  await expect(stranger.getByRole('button', { name: 'Download' })).toBeVisible()
  await expect(logo(stranger)).toHaveCount(0)
  await outside.close()
  await context.close()
  await server.stop()
})

test('without a mail server the form and the page of a forgotten password say what to do instead', async ({
  browser,
}, testInfo) => {
  test.setTimeout(120_000)
  const [email, password] = ['administrator@example.org', 'a quiet horse eats hay']
  const server = await startServerOfItsOwn(testInfo.outputDir, {
    ADMIN_EMAIL: email,
    ADMIN_PASSWORD: password,
    SMTP_URL: '',
    MAIL_FROM: '',
  })
  const context = await browser.newContext({ baseURL: server.url })
  const page = await context.newPage()
  await page.goto('/sign-in')
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeEnabled()
  await expect(page.getByRole('link', { name: 'Forgot your password?' })).toBeHidden()
  await page.goto('/forgot')
  await expect(page.getByText('This server sends no mail. Ask an administrator', { exact: false })).toBeVisible()
  await expectAccessible(page, 'a forgotten password without mail')
  await signInAs(page, { id: '', name: 'administrator', email, password })
  // The store tells the other server of uploads; that a document is there is enough here.
  await insertReady(server.databaseUrl, 'contract.txt')
  await page.reload()
  await chooseAction(page, 'contract.txt', 'Send by mail…')
  await expect(
    page.getByText('Mail is not set up on this server: an administrator sets SMTP_URL', { exact: false }),
  ).toBeVisible()
  await context.close()
  await server.stop()
})

async function insertReady(databaseUrl: string, name: string): Promise<string> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  const { rows } = await client.query<{ id: string }>(
    `INSERT INTO "Document" (id, "ownerId", name, size) SELECT gen_random_uuid(), id, $1, 5 FROM "User" RETURNING id`,
    [name],
  )
  await client.query(
    `INSERT INTO "StoredObject" (id, key, "documentId", state, "writableUntil") SELECT gen_random_uuid(), 'objects/none', id, 'LIVE', now() FROM "Document"`,
  )
  await client.query(
    `UPDATE "Document" d SET status = 'READY', "readyAt" = now(), "contentType" = 'text/plain', "objectId" = o.id
     FROM "StoredObject" o WHERE o."documentId" = d.id`,
  )
  await client.end()
  return rows[0]!.id
}
