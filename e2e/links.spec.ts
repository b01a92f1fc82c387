import { newContext } from './browsers.ts'
import { expect, test } from './fixtures.ts'
import { act, forgetTries, freshAddress, post, saved, shareByLink, strangers } from './links.ts'
import { codeOf, mailsTo, mailTo } from './mail.ts'
import { pdf } from './files.ts'
import { sql } from './person.ts'
import { setting } from './settings.ts'

test.describe.configure({ mode: 'parallel' })
test.beforeEach(forgetTries)

for (const scripts of [true, false]) {
  test.describe(scripts ? 'with scripts' : 'without scripts', () => {
    test('a stranger opens a link and downloads the file', async ({ browser }) => {
      const { url, owner } = await shareByLink({ expiresAt: new Date(Date.now() + 86_400_000).toISOString() })
      const context = await strangers(browser, scripts)
      const page = await context.newPage()
      const answer = await page.goto(url)
      expect(answer?.status()).toBe(200)
      await expect(page.getByRole('heading', { name: 'Agreement 2026' })).toBeVisible()
      await expect(page.getByText(`${owner.name} shared with you`)).toBeVisible()
      expect(await saved(page)).toEqual({ name: 'Agreement 2026.txt', text: 'This is shared.' })
      // The page is still there, and can be used again.
      expect(await saved(page)).toMatchObject({ text: 'This is shared.' })
      await context.close()
    })

    test('a password is asked for, refused when it is wrong, and remembered', async ({ browser }) => {
      const { url } = await shareByLink({ password: 'open sesame' }, 'Behind a password.', 'secret merger.txt')
      const context = await strangers(browser, scripts)
      const page = await context.newPage()
      await page.goto(url)
      expect(await page.content()).not.toContain('merger')
      await page.getByLabel('Password').fill('open says me')
      await page.getByRole('button', { name: 'Go on' }).click()
      await expect(page.getByText('That password is not right.')).toBeVisible()
      expect(await page.content()).not.toContain('merger')
      await page.getByLabel('Password').fill('open sesame')
      await page.getByRole('button', { name: 'Go on' }).click()
      await expect(page.getByRole('heading', { name: 'secret merger' })).toBeVisible()
      expect(await saved(page)).toMatchObject({ text: 'Behind a password.' })
      await page.goto(url)
      await expect(page.getByRole('button', { name: 'Download' })).toBeVisible()
      await context.close()
    })

    test('a recipient proves the address by a code that is mailed, and nobody else gets one', async ({ browser }) => {
      const [invited, uninvited] = [freshAddress(), freshAddress()]
      const { url } = await shareByLink({ recipients: [invited] }, 'For one person.')
      const context = await strangers(browser, scripts)
      const page = await context.newPage()
      await page.goto(url)
      expect(await page.content()).not.toContain('Agreement')
      await page.getByLabel('Email').fill(uninvited)
      await page.getByRole('button', { name: 'Send me a code' }).click()
      await expect(page.getByRole('heading', { name: 'Look into your mail' })).toBeVisible()
      await page.getByLabel('Code').fill('000000')
      await page.getByRole('button', { name: 'Go on' }).click()
      await expect(page.getByText('That code is not right')).toBeVisible()
      await page.getByRole('link', { name: 'Use another address' }).click()
      await page.getByLabel('Email').fill(invited)
      await page.getByRole('button', { name: 'Send me a code' }).click()
      await expect(page.getByText(invited)).toBeVisible()
      const code = codeOf(await mailTo(invited))
      await page.getByLabel('Code').fill(code)
      await page.getByRole('button', { name: 'Go on' }).click()
      await expect(page.getByRole('definition').filter({ hasText: invited })).toBeVisible()
      expect(await saved(page)).toMatchObject({ text: 'For one person.' })
      expect(await mailsTo(uninvited)).toEqual([])
      await context.close()
    })

    test('a view-only link opens in the browser and has no download button', async ({ browser }) => {
      const { url } = await shareByLink({ viewOnly: true }, pdf('To look at').toString('latin1'), 'look.pdf')
      const context = await strangers(browser, scripts)
      const page = await context.newPage()
      await page.goto(url)
      await expect(page.getByRole('button', { name: 'Download' })).toHaveCount(0)
      const opened = page.waitForResponse((answer) => answer.url().startsWith(setting('S3_PUBLIC_ENDPOINT')))
      await page.getByRole('button', { name: 'Open' }).click()
      expect((await opened).headers()).toMatchObject({
        'content-type': 'application/pdf',
        'content-disposition': expect.stringMatching(/^inline/),
      })
      await context.close()
    })

    test('a link that was used up says so', async ({ browser }) => {
      const { url } = await shareByLink({ maxDownloads: 1 })
      const context = await strangers(browser, scripts)
      const page = await context.newPage()
      await page.goto(url)
      await saved(page)
      await page.getByRole('button', { name: 'Download' }).click()
      await expect(page.getByRole('heading', { name: 'This link was used up' })).toBeVisible()
      await context.close()
    })
  })
}

test('the giver is told once when a link is opened for the first time', async ({ browser }) => {
  const { url, owner } = await shareByLink(
    { notifyOnOpen: true, label: '<b>bank</b>' },
    'Told.',
    '<img src=x> "it".txt',
  )
  const context = await newContext(browser)
  for (const _ of [1, 2]) await post(context, url, 'download')
  const mail = await mailTo(owner.email, 40_000)
  expect(mail.subject).toBe('Opened for the first time: <img src=x> "it".txt')
  expect(mail.html).not.toMatch(/<img|<b>/)
  expect(mail.text).toContain('“<b>bank</b>”')
  expect(await mailsTo(owner.email)).toHaveLength(1)
  await context.close()
})

test.describe('a new address, an end, a switch', () => {
  test('kill the old address at once, and what was handed out by it', async ({ browser }) => {
    const { url, linkId, client } = await shareByLink()
    const context = await newContext(browser)
    const issued = (await post(context, url, 'download')).headers()['location'] ?? ''
    expect((await context.request.get(issued)).status()).toBe(200)
    const { url: next } = await act<{ url: string }>(client, 'regenerateLink', { linkId })
    expect((await context.request.get(issued)).status()).toBe(404)
    expect((await context.request.get(url)).status()).toBe(404)
    expect((await context.request.get(next)).status()).toBe(200)
    await act(client, 'switchLink', { linkId, disabled: true })
    expect((await context.request.get(next)).status()).toBe(404)
    await act(client, 'switchLink', { linkId, disabled: false })
    await sql('UPDATE "Capability" SET "expiresAt" = now() WHERE id = $1', [linkId])
    expect((await post(context, next, 'download')).headers()['location']).toBe(new URL(next).pathname)
    await act(client, 'extendLink', { linkId, expiresAt: new Date(Date.now() + 86_400_000).toISOString() })
    expect((await post(context, next, 'download')).headers()['location']).toContain('X-Amz-Signature')
    await act(client, 'deleteLink', { linkId })
    expect((await context.request.get(next)).status()).toBe(404)
    await context.close()
  })
})
