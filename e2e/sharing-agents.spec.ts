import type { Page } from '@playwright/test'
import { expectAccessible } from './accessible.ts'
import { askAs, createAgentToken } from './agent-token.ts'
import { upload } from './documents.ts'
import { textFile } from './files.ts'
import { expect, signInAs, test, type Person } from './fixtures.ts'
import { sql } from './person.ts'
import { DEAD, openSharing, way } from './sharing.ts'

const line = (page: Page, text: string) =>
  page.getByRole('table', { name: 'Sharing' }).getByRole('row').filter({ hasText: text })

/** A document of the person, who is signed in on the page. */
async function uploadOwn(page: Page, name: string): Promise<string> {
  await upload(page, textFile(name))
  const [row] = await sql<{ id: string }>(
    `SELECT id FROM "Document" WHERE name = $1 ORDER BY "createdAt" DESC LIMIT 1`,
    [name],
  )
  return row!.id
}

async function urlFor(token: string, documentId: string): Promise<string> {
  const answer = await askAs(token, `/api/v1/documents/${documentId}/content?redirect=false`)
  expect(answer.status).toBe(200)
  return ((await answer.json()) as { url: string }).url
}

const statusOf = async (url: string) => String((await fetch(url)).status)
const contentOf = (token: string, documentId: string) =>
  askAs(token, `/api/v1/documents/${documentId}/content?redirect=false`).then(({ status }) => status)

const tickAndRevoke = async (page: Page, name: RegExp): Promise<void> => {
  await page.getByRole('checkbox', { name }).check()
  await page.getByRole('button', { name: 'Revoke 1' }).click()
}

test('an administrator finds somebody’s agent token in the table, sees what revoking it does, and revokes it', async ({
  page,
  admin,
  newPerson,
}) => {
  test.setTimeout(150_000)
  const owner = await newPerson()
  await signInAs(page, owner)
  const name = `minutes of ${owner.name}.txt`
  const documentId = await uploadOwn(page, name)
  const bound = await createAgentToken(owner, { documentIds: [documentId], scopes: ['documents:read', 'shares:read'] })
  const url = await urlFor(bound.token, documentId)
  expect(await statusOf(url)).toBe('200')
  // In the ledger it lives longer than the seconds that it has here.
  await sql(`UPDATE "IssuedUrl" SET "expiresAt" = now() + interval '5 minutes' WHERE "documentId" = $1`, [documentId])

  await signInAs(page, admin)
  await page.goto(`/settings/sharing?q=${encodeURIComponent(name)}`)
  const token = line(page, `Agent token “${bound.name}” of ${owner.name}`)
  await expect(token).toContainText('1 document · documents:read, shares:read')
  await expect(token).toContainText('1 live')
  await expect(line(page, `Agent “${bound.name}” of ${owner.name}`)).toContainText(name)
  await page.getByRole('link', { name: /^Agents \d/ }).click()
  await expect(line(page, name)).toHaveCount(0)
  await page.getByRole('checkbox', { name: /^Select Agent token/ }).check()
  await expect(page.getByRole('status').filter({ hasText: 'selected' })).toContainText('1 live URL handed out')
  await expectAccessible(page, 'agent tokens in the table of ways in')
  await page.getByRole('button', { name: 'Revoke 1' }).click()
  const dialog = page.getByRole('alertdialog', { name: 'Revoke this way in?' })
  await expect(dialog).toContainText('1 agent token will be revoked.')
  await expect(dialog).toContainText('What an agent shared with its token stays')
  await expectAccessible(page, 'the preview of revoking a token')
  await dialog.getByRole('button', { name: 'Revoke 1' }).click()
  await expect(page.getByText(/^1 agent token revoked, 1 issued URL killed in \d+\.\d s\.$/)).toBeVisible()
  expect(await statusOf(url)).toMatch(DEAD)
  expect(await contentOf(bound.token, documentId)).toBe(401)
})

test('“who can open this” names every agent that reads the document, and one click ends one’s own', async ({
  page,
  newPerson,
}) => {
  test.setTimeout(120_000)
  const [owner, reader] = [await newPerson(), await newPerson()]
  await signInAs(page, owner)
  const documentId = await uploadOwn(page, 'contract.txt')
  await sql(
    `INSERT INTO "Capability" (id, kind, "documentId", "userId", "giverId") VALUES (gen_random_uuid(), 'USER', $1, $2, $3)`,
    [documentId, reader.id, owner.id],
  )
  const [own, theirs] = [await createAgentToken(owner), await createAgentToken(reader)]
  const blind = await createAgentToken(owner, { scopes: ['documents:write'] })
  await openSharing(page, 'contract.txt')
  await page.getByRole('tab', { name: 'Who can open this?' }).click()
  await expect(way(page, `Agent token “${own.name}” of ${owner.name}`)).toContainText('May open and download it')
  await expect(way(page, `Agent token “${theirs.name}” of ${reader.name}`)).toBeVisible()
  await expect(way(page, blind.name)).toHaveCount(0)
  await expectAccessible(page, 'agents among who can open this')
  await expect(page.getByRole('button', { name: `Revoke Agent token “${theirs.name}”` })).toHaveCount(0)
  await page.getByRole('button', { name: `Revoke Agent token “${own.name}” of ${owner.name}` }).click()
  await expect(page.getByText(/^1 agent token revoked, 0 issued URLs killed/)).toBeVisible()
  await expect(way(page, own.name)).toHaveCount(0)
  expect(await contentOf(own.token, documentId)).toBe(401)
  expect(await contentOf(theirs.token, documentId)).toBe(200)
})

test('members have their own tokens in their table, and of a disabled person they are dormant', async ({
  page,
  admin,
  newPerson,
}) => {
  const [member, other] = [await newPerson(), await newPerson()]
  const tokens = await Promise.all([member, other].map((person: Person) => createAgentToken(person)))
  await signInAs(page, member)
  await page.goto('/sharing?kind=AGENT')
  await expect(line(page, tokens[0]!.name)).toContainText(`Everything ${member.name} can open`)
  await expect(line(page, tokens[1]!.name)).toHaveCount(0)
  await tickAndRevoke(page, new RegExp(`^Select Agent token “${tokens[0]!.name}”`))
  await page.getByRole('alertdialog').getByRole('button', { name: 'Revoke 1' }).click()
  await expect(page.getByText(/^1 agent token revoked/)).toBeVisible()
  await sql('UPDATE "User" SET "disabledAt" = now() WHERE id = $1', [other.id])
  await signInAs(page, admin)
  await page.goto(`/settings/sharing?kind=AGENT&state=dormant&q=${encodeURIComponent(tokens[1]!.name)}`)
  await expect(line(page, tokens[1]!.name)).toContainText('Person is disabled')
})
