import type { Browser, Page } from '@playwright/test'
import { expect, test } from './chaos/fixtures.ts'
import { signIn } from './chaos/pages.ts'
import type { Person, Rig } from './chaos/rig.ts'
import { choose, download, expectStatus, listening, row } from './documents.ts'
import { sha256, writeVideo } from './files.ts'
import { give, openSharing, takeAway } from './sharing.ts'

const FILE = 'board meeting.mp4'
const MB = 1_000_000

const status = async (url: string) => {
  const answer = await fetch(url, { headers: { range: 'bytes=0-0' } })
  await answer.body?.cancel()
  return answer.status
}

async function named(rig: Rig, name: string, role: 'ADMIN' | 'MEMBER' = 'MEMBER'): Promise<Person & { name: string }> {
  const person = await rig.person(role)
  await rig.database.sql('UPDATE "User" SET name = $1 WHERE id = $2', [name, person.id])
  return { ...person, name }
}

async function pageOf(browser: Browser, url: string, person: Person): Promise<Page> {
  const page = await browser.newPage()
  await signIn(page, url, person)
  await listening(page)
  return page
}

/** Makes a link in the dialog that is open; answers its address. */
async function makeLink(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'New link' }).click()
  await page.getByRole('textbox', { name: 'Label' }).fill('For the bank')
  await page.getByRole('button', { name: 'Make link' }).click()
  const url = await page.getByRole('textbox', { name: 'Copy the link now; it is not shown again.' }).inputValue()
  await page.getByRole('button', { name: 'I have it' }).click()
  return url
}

/** Clicks Download on a link's page; answers the URL of the store that the browser was sent to. */
async function visit(page: Page): Promise<string> {
  const started = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Download' }).click()
  const saved = await started
  await saved.cancel()
  return saved.url()
}

test('revoked means revoked: URLs of an hour are dead when the answer is on the screen, and who has a right goes on', async ({
  rig,
  page,
  browser,
}, testInfo) => {
  // As an organisation may set it; dying of age is not what is seen here.
  const server = await rig.serve({ DOWNLOAD_URL_TTL: '3600' })
  const [owner, reader, keeper] = [await named(rig, 'Owner'), await named(rig, 'Reader'), await named(rig, 'Keeper')]
  const path = testInfo.outputPath(FILE)
  await writeVideo(path, 100 * MB)
  await signIn(page, server.url, owner)
  await choose(page, [path])
  await expectStatus(page, FILE, 'Ready', 60_000)
  await openSharing(page, FILE)
  await give(page, reader.name)
  await give(page, keeper.name)
  const link = await makeLink(page)

  const readers = await pageOf(browser, server.url, reader)
  const keepers = await pageOf(browser, server.url, keeper)
  const stranger = await (await browser.newContext()).newPage()
  const { url: readersUrl, sha256: sum } = await download(readers, FILE)
  expect(sum).toBe(await sha256(path))
  await stranger.goto(link)
  const strangersUrl = await visit(stranger)
  expect([await status(readersUrl), await status(strangersUrl)]).toEqual([206, 206])

  await takeAway(page, reader.name)
  await expect(page.getByText(/^1 grant revoked, 1 issued URL killed in \d+\.\d s\.$/)).toBeVisible()
  expect(await status(readersUrl)).toBe(404)
  await expect(row(readers, FILE)).toBeHidden()

  // The visitor's URL went with the reader's, and the link gives a new one: it was not revoked.
  expect(await status(strangersUrl)).toBe(404)
  const secondUrl = await visit(stranger)
  const { url: keepersUrl } = await download(keepers, FILE)
  expect([await status(secondUrl), await status(keepersUrl)]).toEqual([206, 206])

  // An administrator, who may not open the document, takes the link away.
  const admin = await named(rig, 'Administrator', 'ADMIN')
  const admins = await pageOf(browser, server.url, admin)
  await admins.goto(`${server.url}/settings/sharing?kind=LINK`)
  await listening(admins)
  await admins.getByRole('checkbox', { name: new RegExp(`^Select .*${FILE}`) }).check()
  await admins.getByRole('button', { name: 'Revoke 1' }).click()
  await admins.getByRole('alertdialog').getByRole('button', { name: 'Revoke 1' }).click()
  await expect(admins.getByText(/^1 link revoked, 1 issued URL killed in \d+\.\d s\.$/)).toBeVisible()
  expect(await status(secondUrl)).toBe(404)
  await stranger.getByRole('button', { name: 'Download' }).click()
  await expect(stranger.getByRole('heading', { name: 'This link opens nothing' })).toBeVisible()
  expect((await download(keepers, FILE)).sha256).toBe(sum)
  await Promise.all([readers, keepers, stranger, admins].map((each) => each.context().close()))
  await server.engine.stop()
})
