import { expectAccessible } from './accessible.ts'
import { expect, test } from './fixtures.ts'
import { act, forgetTries, freshAddress, shareByLink } from './links.ts'
import { mailTo } from './mail.ts'
import { sql } from './person.ts'
import { linksOf } from './sending.ts'

test.beforeEach(forgetTries)

const MAIL = {
  subject: '',
  message: '',
  delivery: 'APP',
  seconds: 86_400,
  asksCode: false,
  password: null,
  notifyOnOpen: false,
  timeZone: 'Europe/Berlin',
}

test('a link that ended says when, and a button without a script asks its sender for it again', async ({ browser }) => {
  const { client, owner, documentId } = await shareByLink()
  const address = freshAddress()
  await act(client, 'sendByMail', { ...MAIL, documentIds: [documentId], recipients: [address] })
  const [url] = linksOf(await mailTo(address))
  await sql(
    `UPDATE "Capability" SET "expiresAt" = now() - interval '1 minute' WHERE id IN (
       SELECT l."capabilityId" FROM "MailingLink" l JOIN "MailingRecipient" r ON r.id = l."recipientId" WHERE r.address = $1)`,
    [address],
  )
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } })
  const reader = await context.newPage()
  await reader.goto(url!)
  await expect(reader.getByRole('heading', { name: 'This link has ended' })).toBeVisible()
  await expect(reader.getByText(/^It ended on \d+ \w+ \d{4}, \d\d:\d\d/)).toBeVisible()
  await expect(reader.getByRole('button', { name: 'Download' })).toHaveCount(0)
  await reader.getByRole('button', { name: 'Ask for it again' }).click()
  await expect(reader.getByText('You asked.')).toBeVisible()
  await expect(reader.getByRole('button')).toHaveCount(0)
  const told = await mailTo(owner.email)
  expect(told.subject).toContain(`${address} asks for`)
  await context.close()

  const seen = await browser.newContext()
  const page = await seen.newPage()
  await page.goto(url!)
  await expectAccessible(page, 'a mailed link that ended')
  await seen.close()
})
