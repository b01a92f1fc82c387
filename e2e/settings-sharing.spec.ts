import { randomUUID } from 'node:crypto'
import type { Page } from '@playwright/test'
import { expectAccessible } from './accessible.ts'
import { WebClient } from './chaos/web-client.ts'
import { listening, upload } from './documents.ts'
import { textFile } from './files.ts'
import { expect, signInAs, test, type Person } from './fixtures.ts'
import { actions } from './inventory.ts'
import { sql } from './person.ts'
import { startServerOfItsOwn } from './server-of-its-own.ts'
import { setting } from './settings.ts'

test.describe.configure({ mode: 'parallel' })

const sharing = (page: Page) => page.getByRole('table', { name: 'Sharing' })
const line = (page: Page, text: string) => sharing(page).getByRole('row').filter({ hasText: text })
const picked = (page: Page) => page.getByRole('status').filter({ hasText: 'selected' })

type Owned = { documentId: string; name: string }

/** A document of the person, who is signed in on the page. */
async function uploadOwn(page: Page): Promise<Owned> {
  const name = `contract ${randomUUID()}.txt`
  await upload(page, textFile(name))
  const [row] = await sql<{ id: string }>('SELECT id FROM "Document" WHERE name = $1', [name])
  return { documentId: row!.id, name }
}

async function giveTo(reader: Person, { documentId }: Owned, giver: Person): Promise<void> {
  await sql(
    `INSERT INTO "Capability" (id, kind, "documentId", "userId", "giverId") VALUES (gen_random_uuid(), 'USER', $1, $2, $3)`,
    [documentId, reader.id, giver.id],
  )
}

/** Links as their giver made them, each with one URL that somebody was handed and that lives an hour. */
async function makeLinks({ documentId }: Owned, giver: Person, recipients: readonly string[]): Promise<void> {
  for (const address of recipients) {
    const id = randomUUID()
    await sql(
      `INSERT INTO "Capability" (id, kind, "documentId", "giverId", "expiresAt") VALUES ($1, 'LINK', $2, $3, now() + interval '2 days')`,
      [id, documentId, giver.id],
    )
    await sql(`INSERT INTO "Link" ("capabilityId", "tokenHash", label) VALUES ($1, sha256($2), 'For the client')`, [
      id,
      Buffer.from(id),
    ])
    await sql('INSERT INTO "LinkRecipient" ("capabilityId", address) VALUES ($1, $2)', [id, address])
    await sql(
      `INSERT INTO "IssuedUrl" (id, "documentId", "objectId", "capabilityId", "linkVersion", email, disposition, delivery, "expiresAt")
       SELECT gen_random_uuid(), d.id, d."objectId", $1, 0, $2, 'ATTACHMENT', 'DIRECT', now() + interval '1 hour'
       FROM "Document" d WHERE d.id = $3`,
      [id, address, documentId],
    )
  }
}

async function search(page: Page, text: string): Promise<void> {
  const field = page.getByRole('searchbox', { name: 'Search person, file or address' })
  await field.fill(text)
  await field.press('Enter')
  await page.waitForURL((url) => url.searchParams.get('q') === text)
}

test('an administrator finds somebody else’s link, sees what revoking it does, and revokes it', async ({
  page,
  admin,
  newPerson,
}) => {
  test.setTimeout(120_000)
  const [owner, viewer] = [await newPerson(), await newPerson()]
  await signInAs(page, owner)
  const owned = await uploadOwn(page)
  await giveTo(viewer, owned, owner)
  const client = `client-${randomUUID()}@example.org`
  await makeLinks(owned, owner, [client])

  await signInAs(page, admin)
  await page.getByRole('link', { name: 'Sharing' }).first().click()
  await expect(page.getByRole('heading', { name: 'Sharing' })).toBeVisible()
  await search(page, owned.name)
  await expect(line(page, `${viewer.name}, viewer`)).toBeVisible()
  await expect(line(page, client).filter({ hasText: 'For the client' }).filter({ hasText: '1 live' })).not.toHaveCount(
    0,
  )

  await page.getByRole('link', { name: 'Links' }).click()
  await expect(line(page, `${viewer.name}, viewer`)).toHaveCount(0)
  await page.goBack()
  await expect(line(page, `${viewer.name}, viewer`)).toBeVisible()
  await page.goForward()
  await expect(line(page, owned.name)).toHaveCount(1)

  await page.getByRole('checkbox', { name: `Select ${client}, ${owned.name}` }).check()
  await expect(picked(page)).toContainText('1 selected · 1 live URL handed out')
  await expectAccessible(page, 'the table of ways in')
  await page.getByRole('button', { name: 'Revoke 1' }).click()
  const dialog = page.getByRole('alertdialog', { name: 'Revoke this way in?' })
  await expect(dialog).toContainText('1 link will be revoked.')
  await expect(dialog).toContainText('1 living URL is killed at once.')
  await expectAccessible(page, 'the preview of a revocation')
  await dialog.getByRole('button', { name: 'Revoke 1' }).click()
  await expect(page.getByText(/^1 link revoked, 1 issued URL killed in \d+\.\d s\.$/)).toBeVisible()
  await expect(page.getByText('Nothing matches')).toBeVisible()
  await page.getByRole('link', { name: /^All/ }).click()
  await expect(line(page, `${viewer.name}, viewer`)).toBeVisible()
})

test('a hundred and fifty are revoked together, with a bar that shows how far it is', async ({
  page,
  admin,
  newPerson,
}) => {
  const owner = await newPerson()
  await signInAs(page, owner)
  const owned = await uploadOwn(page)
  await makeLinks(
    owned,
    owner,
    Array.from({ length: 150 }, (_, n) => `client-${n}-${owned.documentId}@example.org`),
  )
  await signInAs(page, admin)
  await page.goto(`/settings/sharing?kind=LINK&q=${encodeURIComponent(owned.name)}`)
  await listening(page)
  await page.getByRole('checkbox', { name: 'Select all rows shown' }).check()
  await expect(picked(page)).toContainText('50 selected')
  await page.getByRole('button', { name: 'Select all 150 that match' }).click()
  await expect(picked(page)).toContainText('150 selected · all that match')
  await page.getByRole('button', { name: 'Revoke 150' }).click()
  const dialog = page.getByRole('alertdialog', { name: 'Revoke 150 ways in?' })
  await expect(dialog).toContainText('150 links will be revoked.')
  await expect(dialog).toContainText('150 living URLs are killed at once.')
  await dialog.getByRole('button', { name: 'Revoke 150' }).click()
  await expect(page.getByRole('progressbar', { name: 'Revoked' })).toBeVisible()
  await expect(page.getByText(/^150 links revoked, 150 issued URLs killed in \d+\.\d s\.$/)).toBeVisible({
    timeout: 45_000,
  })
  await expect(page.getByText('Nothing matches')).toBeVisible()
})

test('a member sees and revokes what is theirs, and nothing of the settings', async ({
  page,
  newPerson,
  allowConsole,
}) => {
  allowConsole(/404 \(Not Found\)/)
  const [owner, member] = [await newPerson(), await newPerson()]
  await signInAs(page, owner)
  const theirs = await uploadOwn(page)
  await giveTo(member, theirs, owner)
  await signInAs(page, member)
  const own = await uploadOwn(page)
  await giveTo(owner, own, member)

  await page.getByRole('link', { name: 'Sharing' }).first().click()
  await expect(line(page, own.name)).toBeVisible()
  await expect(line(page, theirs.name)).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Freeze outside sharing' })).toHaveCount(0)
  await page.getByRole('checkbox', { name: `Select ${owner.name}, viewer, ${own.name}` }).check()
  await page.getByRole('button', { name: 'Revoke 1' }).click()
  await expect(page.getByRole('alertdialog')).toContainText('1 person loses access to 1 document.')
  await page.getByRole('alertdialog').getByRole('button', { name: 'Revoke 1' }).click()
  await expect(page.getByText(/^1 grant revoked, 0 issued URLs killed/)).toBeVisible()
  await expect(page.getByText('Nothing is shared')).toBeVisible()

  for (const path of ['/settings/sharing', '/settings/sharing/policy']) {
    expect((await page.goto(path))?.status()).toBe(404)
  }
})

test('the actions of administrators refuse a member', async ({ newPerson }) => {
  const client = new WebClient(setting('APP_URL'))
  expect(await client.signIn(await newPerson())).toBe(200)
  const policy = { linksAllowed: false, linkGate: 'NONE', longestLinkDays: null, allowedDomains: [], urlSeconds: null }
  const inputs: Record<string, unknown> = {
    previewSharingPolicy: { ...policy, longestUrlSeconds: 60 },
    saveSharingPolicy: { ...policy, longestUrlSeconds: 60 },
    previewSharingFreeze: { frozen: true },
    setSharingFrozen: { frozen: true },
  }
  for (const [name, input] of Object.entries(inputs)) {
    const { id, path } = actions().find((one) => one.name === name)!
    const headers = { 'next-action': id, 'content-type': 'text/plain;charset=UTF-8', accept: 'text/x-component' }
    const answer = await client.fetch(path, { method: 'POST', headers, body: JSON.stringify([input]) })
    expect(await answer.text(), name).toContain('"code":"NOT_ALLOWED"')
  }
  expect(await sql('SELECT "linksAllowed", "frozenAt" FROM "SharingPolicy"')).toEqual([
    { linksAllowed: true, frozenAt: null },
  ])
})

test('an administrator freezes outside sharing, lifts it, and sets the policy', async ({ browser }, testInfo) => {
  test.setTimeout(120_000)
  // On a server of its own: it is the sharing of everybody.
  const [email, password] = ['anna@example.org', 'a quiet horse eats hay']
  const server = await startServerOfItsOwn(testInfo.outputDir, { ADMIN_EMAIL: email, ADMIN_PASSWORD: password })
  const context = await browser.newContext({ baseURL: server.url })
  const page = await context.newPage()
  await signInAs(page, { id: '', name: 'anna', email, password })
  await page.goto('/settings/sharing')
  await expect(page.getByText('Nothing is shared')).toBeVisible()
  await expectAccessible(page, 'nothing that is shared')
  await page.getByRole('button', { name: 'Freeze outside sharing' }).click()
  const freeze = page.getByRole('alertdialog', { name: 'Freeze all outside sharing?' })
  await expect(freeze).toContainText('No link opens anything until you unfreeze')
  await freeze.getByRole('button', { name: 'Freeze', exact: true }).click()
  await expect(page.getByText(/^Outside sharing is frozen since/)).toBeVisible()
  await page.getByRole('button', { name: 'Unfreeze outside sharing' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Unfreeze', exact: true }).click()
  await expect(page.getByRole('button', { name: 'Freeze outside sharing' })).toBeVisible()

  await page.getByRole('link', { name: 'Policy' }).click()
  await expect(page.getByRole('heading', { name: 'Sharing policy' })).toBeVisible()
  await page.getByRole('textbox', { name: 'Allowed domains' }).fill('not a domain')
  await page.getByRole('button', { name: 'Save policy…' }).click()
  await expect(page.getByText('A domain looks like example.org.')).toBeVisible()
  await expectAccessible(page, 'the policy')
  await page.getByRole('textbox', { name: 'Allowed domains' }).fill('Example.org\n@partner.example')
  await page.getByRole('combobox', { name: 'Every link needs' }).selectOption('A password or recipients')
  await page.getByRole('textbox', { name: 'Longest life of a link' }).fill('30')
  await page.getByRole('textbox', { name: 'Life of a download URL', exact: true }).fill('7200')
  await page.getByRole('button', { name: 'Save policy…' }).click()
  await expect(page.getByText('A download URL lives 1 to 3,600 seconds', { exact: false })).toBeVisible()
  await page.getByRole('textbox', { name: 'Life of a download URL', exact: true }).fill('120')
  await page.getByRole('button', { name: 'Save policy…' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Save policy', exact: true }).click()
  await expect(page.getByText(/^Saved\./)).toBeVisible()
  await page.reload()
  await expect(page.getByRole('textbox', { name: 'Allowed domains' })).toHaveValue('example.org\npartner.example')
  await expect(page.getByRole('textbox', { name: 'Longest life of a link' })).toHaveValue('30')
  await context.close()
  await server.stop()
})
