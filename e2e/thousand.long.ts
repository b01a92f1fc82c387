import { expect, test } from './fixtures.ts'
import { dropFromDisk, tray } from './parts.ts'
import { sql } from './person.ts'
import { writeNotes } from './thousand.ts'

test('a thousand files in one drop all become Ready', async ({ page, signIn }, testInfo) => {
  const member = await signIn('MEMBER')
  await dropFromDisk(page, ...(await writeNotes(testInfo.outputPath('notes'), 1000)))
  await expect(tray(page).getByText('Uploaded 1,000 files').first()).toBeVisible({ timeout: 600_000 })
  const statuses = () =>
    sql('SELECT status, count(*)::int FROM "Document" WHERE "ownerId" = $1 GROUP BY status', [member.id])
  await expect.poll(statuses, { timeout: 120_000 }).toEqual([{ status: 'READY', count: 1000 }])
})
