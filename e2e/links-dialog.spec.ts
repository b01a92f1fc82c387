import type { Page } from '@playwright/test'
import { expectAccessible, PHONE } from './accessible.ts'
import { newContext } from './browsers.ts'
import { upload } from './documents.ts'
import { pdf, textFile } from './files.ts'
import { expect, test } from './fixtures.ts'
import { forgetTries, freshAddress, post, saved, shareByLink } from './links.ts'
import { codeOf, mailTo } from './mail.ts'

test.describe.configure({ mode: 'parallel' })
test.beforeEach(forgetTries)

const section = (page: Page) => page.getByRole('region', { name: 'Links', exact: true })

const right = (box: { x: number; width: number } | null) => (box ? box.x + box.width : Number.NaN)

async function openShare(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: `Share ${name}`, exact: true }).click()
  await expect(section(page).getByRole('button', { name: 'New link' })).toBeVisible()
}

/** Makes the link that the form describes; answers its address, the only time it is shown. */
async function make(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Make link' }).click()
  const field = page.getByRole('textbox', { name: 'Copy the link now; it is not shown again.' })
  const url = await field.inputValue()
  await page.getByRole('button', { name: 'I have it' }).click()
  await expect(field).toBeHidden()
  return url
}

async function tool(page: Page, link: string, name: string): Promise<void> {
  await section(page)
    .getByRole('button', { name: `Manage ${link}` })
    .click()
  await section(page).getByRole('button', { name, exact: true }).click()
}

test('a member makes a link with a gate, and somebody outside downloads by it', async ({ page, signIn, browser }) => {
  await signIn('MEMBER')
  await upload(page, textFile('gated.txt', 'Behind two gates.'))
  await openShare(page, 'gated.txt')
  await expect(section(page).getByText('There are no links to it.')).toBeVisible()
  await section(page).getByRole('button', { name: 'New link' }).click()
  const invited = freshAddress()
  await page.getByRole('textbox', { name: 'Label' }).fill('For the bank')
  await page.getByRole('textbox', { name: 'Recipients' }).fill(`${invited}, nobody`)
  await page.getByRole('textbox', { name: 'Password' }).fill('open sesame')
  await page.getByRole('button', { name: 'Make link' }).click()
  await expect(page.getByText('“nobody” is neither an email address nor a domain')).toBeVisible()
  await page.getByRole('textbox', { name: 'Recipients' }).fill(invited.toUpperCase())
  const url = await make(page)
  const line = section(page).getByRole('listitem')
  await expect(line).toContainText('For the bank')
  for (const word of ['Active', 'Password', '1 recipient', 'never opened']) await expect(line).toContainText(word)
  expect(await page.content()).not.toContain(url.slice(url.lastIndexOf('/') + 1))

  const context = await newContext(browser)
  const stranger = await context.newPage()
  await stranger.goto(url)
  await stranger.getByLabel('Email').fill(invited)
  await stranger.getByRole('button', { name: 'Send me a code' }).click()
  await expect(stranger.getByRole('heading', { name: 'Look into your mail' })).toBeVisible()
  await stranger.getByLabel('Code').fill(codeOf(await mailTo(invited)))
  await stranger.getByRole('button', { name: 'Go on' }).click()
  await stranger.getByLabel('Password').fill('open sesame')
  await stranger.getByRole('button', { name: 'Go on' }).click()
  expect(await saved(stranger)).toEqual({ name: 'gated.txt', text: 'Behind two gates.' })
  await context.close()
})

test('a link is switched off and on, extended, given another address, changed and deleted', async ({
  page,
  signIn,
  browser,
}) => {
  await signIn('MEMBER')
  await upload(page, textFile('managed.txt'))
  await openShare(page, 'managed.txt')
  await section(page).getByRole('button', { name: 'New link' }).click()
  const url = await make(page)
  const context = await newContext(browser)
  const status = async (at: string) => (await context.request.get(at)).status()
  const name = 'Anyone with the link'
  expect(await status(url)).toBe(200)

  await tool(page, name, 'Disable')
  await expect(section(page).getByText('Disabled', { exact: true })).toBeVisible()
  expect(await status(url)).toBe(404)
  await tool(page, name, 'Enable')
  await expect(section(page).getByText('Active', { exact: true })).toBeVisible()
  expect(await status(url)).toBe(200)

  await tool(page, name, 'Extend')
  await page.getByRole('combobox', { name: 'Ends' }).selectOption('Never')
  await page
    .getByRole('form', { name: `Extend ${name}` })
    .getByRole('button', { name: 'Extend' })
    .click()
  await expect(section(page).getByText('No end · never opened')).toBeVisible()

  await tool(page, name, 'New address')
  await page.getByRole('alertdialog').getByRole('button', { name: 'Make new address' }).click()
  const next = await page.getByRole('textbox', { name: 'Copy the link now; it is not shown again.' }).inputValue()
  await page.getByRole('button', { name: 'I have it' }).click()
  expect(next).not.toBe(url)
  expect([await status(url), await status(next)]).toEqual([404, 200])

  await tool(page, name, 'Edit')
  await page.getByRole('textbox', { name: 'Label' }).fill('Changed')
  await page.getByRole('spinbutton', { name: 'Openings at most' }).fill('3')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(section(page).getByText('0 of 3 opened')).toBeVisible()

  const issued = (await post(context, next, 'download')).headers()['location'] ?? ''
  expect(await status(issued)).toBe(200)
  await tool(page, 'Changed', 'Delete')
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete link' }).click()
  await expect(section(page).getByText(/^1 link revoked, 1 issued URL killed in \d+\.\d s\.$/)).toBeVisible()
  await expect(section(page).getByText('There are no links to it.')).toBeVisible()
  expect([await status(next), await status(issued)]).toEqual([404, 404])
  await context.close()
})

test('the links of a document can be read by everybody', async ({ page, signIn }) => {
  await signIn('MEMBER')
  await upload(page, { name: 'read.pdf', mimeType: 'application/pdf', buffer: pdf('read') })
  await openShare(page, 'read.pdf')
  await section(page).getByRole('button', { name: 'New link' }).click()
  await expectAccessible(page, 'the form of a new link')
  await page
    .getByRole('textbox', { name: 'Label' })
    .fill('مكتب المحاماة and a rather long label that has to be cut somewhere')
  await page.getByRole('textbox', { name: 'Password' }).fill('open sesame')
  await page
    .getByRole('switch', { name: 'View only' })
    .or(page.getByRole('checkbox', { name: 'View only' }))
    .check()
  await page.getByRole('button', { name: 'Make link' }).click()
  await expect(page.getByRole('button', { name: 'I have it' })).toBeVisible()
  await expectAccessible(page, 'the address of a new link')
  await page.getByRole('button', { name: 'I have it' }).click()
  await section(page)
    .getByRole('button', { name: /^Manage / })
    .click()
  await expectAccessible(page, 'what can be done with a link')
})

test('the page of a link can be read by everybody, at every step', async ({ browser, allowConsole }) => {
  allowConsole(/status of 404/)
  const invited = freshAddress()
  const { url } = await shareByLink(
    { recipients: [invited], password: 'open sesame' },
    'x',
    `${'A very long name of a file, '.repeat(6)}.txt`,
  )
  const context = await newContext(browser)
  const page = await context.newPage()
  await page.goto(url)
  await expectAccessible(page, 'asking for an address')
  await page.getByLabel('Email').fill(invited)
  await page.getByRole('button', { name: 'Send me a code' }).click()
  await expect(page.getByLabel('Code')).toBeVisible()
  await expectAccessible(page, 'asking for a code')
  await page.getByLabel('Code').fill(codeOf(await mailTo(invited)))
  await page.getByRole('button', { name: 'Go on' }).click()
  await page.getByLabel('Password').fill('not right')
  await page.getByRole('button', { name: 'Go on' }).click()
  await expect(page.getByText('That password is not right')).toBeVisible()
  await expectAccessible(page, 'a wrong password')
  await page.getByLabel('Password').fill('open sesame')
  await page.getByRole('button', { name: 'Go on' }).click()
  await expect(page.getByRole('button', { name: 'Download' })).toBeVisible()
  await expectAccessible(page, 'the file')
  // However long the name: nothing leaves the card.
  await page.setViewportSize(PHONE)
  const card = await page.getByRole('article').boundingBox()
  const button = await page.getByRole('button', { name: 'Download' }).boundingBox()
  expect(right(button)).toBeLessThan(right(card))
  expect(right(card)).toBeLessThan(PHONE.width)
  await page.goto(`${url.slice(0, -4)}AAAA`)
  await expectAccessible(page, 'a link that opens nothing')
  await context.close()
})
