import { newContext } from './browsers.ts'
import { upload } from './documents.ts'
import { textFile } from './files.ts'
import { expect, test } from './fixtures.ts'
import { forgetTries, freshAddress, saved } from './links.ts'
import { mailTo, rawMails } from './mail.ts'
import { sql } from './person.ts'
import {
  chosen,
  linksOf,
  openSending,
  openSent,
  pasteRecipients,
  recipient,
  recipientsField,
  send,
  withRecipient,
} from './sending.ts'

test.describe.configure({ mode: 'parallel' })
test.beforeEach(forgetTries)

const MAX_BYTES = 20_000

test('a document goes to two recipients: a light message each, with a link that is theirs alone', async ({
  page,
  signIn,
  browser,
}) => {
  test.setTimeout(120_000)
  const sender = await signIn('MEMBER')
  const [one, other] = [freshAddress(), freshAddress()]
  await upload(page, textFile('Framework agreement.txt', 'Signed by both sides.'))
  await openSending(page, 'Framework agreement.txt')
  await recipientsField(page).fill(one)
  await recipientsField(page).press('Enter')
  await pasteRecipients(page, `Client <${other}>`)
  await expect(chosen(page)).toHaveText([one, other])
  await page.getByRole('textbox', { name: 'Message' }).fill('Please look at <b>this</b> before Thursday.')
  await send(page)

  const mails = [await mailTo(one), await mailTo(other)]
  for (const { subject, html, text, attachments } of mails) {
    expect(subject).toBe(`${sender.name} sent you Framework agreement.txt`)
    expect(attachments).toEqual([])
    expect(text).toContain('Please look at <b>this</b> before Thursday.')
    expect(html).toContain('Please look at &lt;b&gt;this&lt;/b&gt; before Thursday.')
    expect(html).not.toMatch(/<img|<script|url\(/)
  }
  const raw = rawMails().filter((message) => message.includes(one) || message.includes(other))
  expect(raw).toHaveLength(2)
  for (const message of raw) expect(message.length).toBeLessThan(MAX_BYTES)
  // Nobody sees who else got it.
  expect(raw.filter((message) => message.includes(one) && message.includes(other))).toEqual([])

  const [mine, theirs] = mails.map((mail) => linksOf(mail)[0] ?? '')
  expect(mine).not.toBe(theirs)
  const context = await newContext(browser)
  const reader = await context.newPage()
  await reader.goto(mine!)
  await expect(reader.getByText('Please look at <b>this</b> before Thursday.')).toBeVisible()
  expect(await saved(reader)).toEqual({ name: 'Framework agreement.txt', text: 'Signed by both sides.' })

  await openSent(page, 'Framework agreement.txt')
  await expect(recipient(page, one).getByText('Downloaded', { exact: true })).toBeVisible()
  await expect(recipient(page, other).getByText('Sent', { exact: true })).toBeVisible()
  await withRecipient(page, one, 'Revoke…')
  await page.getByRole('alertdialog').getByRole('button', { name: 'Revoke' }).click()
  await expect(page.getByText(/^1 link revoked, \d+ issued URLs? killed in \d+\.\d s\.$/)).toBeVisible()
  await expect(recipient(page, one).getByText('Revoked', { exact: true })).toBeVisible()
  const status = async (url: string) => (await context.request.get(url)).status()
  expect([await status(mine!), await status(theirs!)]).toEqual([404, 200])
  await context.close()
})

test('a pasted list becomes recipients, what is no address is named, and past ones are suggested', async ({
  page,
  signIn,
}) => {
  await signIn('MEMBER')
  const [one, two, three] = [freshAddress(), freshAddress(), freshAddress()]
  await upload(page, textFile('offer.txt'))
  await openSending(page, 'offer.txt')
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(page.getByText('Name at least one recipient.').first()).toBeVisible()
  await pasteRecipients(page, `${one}, "Board, the" <${two}>;\n${three.toUpperCase()}\r\n${one} nobody`)
  await expect(chosen(page)).toHaveText([one, two, three, 'nobody'])
  await expect(page.getByText('“nobody” is not an email address. Correct or remove it.')).toBeVisible()
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await page.getByRole('button', { name: 'Correct nobody' }).click()
  await expect(recipientsField(page)).toHaveValue('nobody')
  await recipientsField(page).fill('')
  // What the server refuses costs nothing that was typed.
  await page.getByRole('textbox', { name: 'Message' }).fill('As agreed.')
  await page.getByRole('textbox', { name: 'Password' }).fill('short')
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(page.getByText('A password of a link has at least 8 characters.')).toBeVisible()
  await expect(chosen(page)).toHaveText([one, two, three])
  await expect(page.getByRole('textbox', { name: 'Message' })).toHaveValue('As agreed.')
  await page.getByRole('textbox', { name: 'Password' }).fill('')
  await send(page)
  await mailTo(one)

  await openSending(page, 'offer.txt')
  await recipientsField(page).pressSequentially('client-')
  const before = page.getByRole('listbox', { name: 'Written to before' })
  await expect(before.getByRole('option')).toHaveCount(3)
  await before.getByRole('option', { name: two }).click()
  await expect(chosen(page)).toHaveText([two])
  await recipientsField(page).press('Backspace')
  await expect(chosen(page)).toHaveCount(0)
})

test('the preview is the message, in both forms, and nothing in it leads anywhere', async ({ page, signIn }) => {
  await signIn('MEMBER')
  await upload(page, textFile('plan.txt'), textFile('annex.txt'))
  await openSending(page, 'plan.txt')
  await page.getByRole('button', { name: 'Add document' }).click()
  await page.getByRole('combobox', { name: 'Add a document' }).fill('annex')
  await page.getByRole('option', { name: /^annex\.txt/ }).click()
  await page.getByRole('textbox', { name: 'Subject' }).fill('Two documents')
  await page.getByRole('textbox', { name: 'Message' }).fill('For <i>you</i>.')
  await page.getByRole('tab', { name: 'Preview' }).click()
  await expect(page.getByText('Two documents', { exact: true })).toBeVisible()
  const frame = page.frameLocator('iframe[title="The message, formatted"]')
  await expect(frame.getByText('For <i>you</i>.')).toBeVisible()
  await expect(frame.getByText('annex.txt')).toBeVisible()
  await expect(page.locator('iframe')).toHaveAttribute('sandbox', '')
  await page.getByRole('button', { name: 'Plain text' }).click()
  await expect(page.getByRole('region', { name: 'The message, as plain text' })).toContainText('For <i>you</i>.')
  await page.getByRole('tab', { name: 'Message' }).click()
  await expect(page.getByRole('textbox', { name: 'Message' })).toHaveValue('For <i>you</i>.')
  // Closed by a slip, and opened again.
  await page.keyboard.press('Escape')
  await openSending(page, 'plan.txt')
  await expect(page.getByRole('textbox', { name: 'Subject' })).toHaveValue('Two documents')
  await expect(page.getByRole('region', { name: 'Documents to send' }).getByRole('listitem')).toHaveCount(2)
})

test('what was sent is extended, and sent again with a new link', async ({ page, signIn, browser }) => {
  test.setTimeout(120_000)
  await signIn('MEMBER')
  const address = freshAddress()
  await upload(page, textFile('draft.txt', 'A draft.'))
  await openSending(page, 'draft.txt')
  await recipientsField(page).fill(`${address},`)
  await page.getByRole('combobox', { name: 'Ends' }).selectOption('In 1 hour')
  await page.getByRole('checkbox', { name: 'Ask for a one-time code' }).check()
  await page.getByRole('textbox', { name: 'Message' }).fill('For your eyes alone.')
  await send(page)
  const first = linksOf(await mailTo(address))[0]!

  await openSent(page, 'draft.txt')
  await expect(recipient(page, address).getByText('Sent', { exact: true })).toBeVisible({ timeout: 20_000 })
  await withRecipient(page, address, 'Extend…')
  await page.getByRole('combobox', { name: 'Ends' }).selectOption('In 3 days')
  await page.getByRole('button', { name: 'Extend', exact: true }).click()
  await expect(page.getByText('The link of one recipient has a new end.')).toBeVisible()
  const context = await newContext(browser)
  const status = async (url: string) => (await context.request.get(url)).status()
  expect(await status(first)).toBe(200)
  // What was written is behind the gate like the document.
  expect(await (await context.request.get(first)).text()).not.toContain('your eyes alone')

  await withRecipient(page, address, 'Send again…')
  await page.getByRole('button', { name: 'Send again', exact: true }).click()
  await expect(page.getByText('On its way again to one recipient.')).toBeVisible()
  await expect.poll(async () => linksOf(await mailTo(address))[0], { timeout: 20_000 }).not.toBe(first)
  const again = linksOf(await mailTo(address))[0]!
  expect([await status(first), await status(again)]).toEqual([404, 200])
  await context.close()
})

test('Sent shows what the mail server answered, and older messages behind “Show more”', async ({ page, signIn }) => {
  const { id } = await signIn('MEMBER')
  await sql(
    `INSERT INTO "Mailing" (id, "senderId", subject, message, delivery, "asksCode", "hasPassword", "notifyOnOpen", seconds, "timeZone", "createdAt")
     SELECT gen_random_uuid(), $1, 'Message ' || n, '', 'APP', false, false, false, 3600, 'UTC', now() - n * interval '1 minute'
     FROM generate_series(1, 45) AS n`,
    [id],
  )
  await sql(
    `INSERT INTO "MailingRecipient" (id, "mailingId", address, state, "startsAt", "endsAt", attempts, "smtpAnswer")
     SELECT gen_random_uuid(), m.id, 'gone@example.com', 'FAILED', now(), now() + interval '1 hour', 1, '550 5.1.1 No such mailbox'
     FROM "Mailing" m WHERE m."senderId" = $1 AND m.subject = 'Message 1'`,
    [id],
  )
  await page.goto('/sent')
  const messages = page
    .getByRole('list', { name: 'Sent', exact: true })
    .getByRole('button', { name: /^Recipients of / })
  await page.getByRole('button', { name: 'Recipients of Message 1', exact: true }).click()
  await expect(recipient(page, 'gone@example.com').getByText('550 5.1.1 No such mailbox')).toBeVisible()
  await page.getByRole('button', { name: 'More for Message 1', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Send again where it failed…' }).click()
  await expect(page.getByRole('dialog', { name: 'Send again to one recipient?' })).toBeVisible()
  await page.getByRole('button', { name: 'Cancel' }).click()
  for (let more = page.getByRole('button', { name: 'Show more' }); await more.isVisible();) {
    const before = await messages.count()
    await more.click()
    await expect.poll(() => messages.count()).toBeGreaterThan(before)
  }
  await expect(messages).toHaveCount(45)
  await expect(messages.last()).toHaveAccessibleName('Recipients of Message 45')
})
