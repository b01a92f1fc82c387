import { expect, test } from './fixtures.ts'
import { tray } from './parts.ts'
import { sql } from './person.ts'
import { dropMany, longestPause } from './thousand.ts'

test('a thousand files in one drop all become Ready', async ({ page, signIn }) => {
  const member = await signIn('MEMBER')
  await dropMany(page, 1000)
  await expect(tray(page).getByText('Uploaded 1,000 files').first()).toBeVisible({ timeout: 600_000 })
  const statuses = () =>
    sql('SELECT status, count(*)::int FROM "Document" WHERE "ownerId" = $1 GROUP BY status', [member.id])
  await expect.poll(statuses, { timeout: 120_000 }).toEqual([{ status: 'READY', count: 1000 }])
  expect(await longestPause(page)).toBeLessThan(1_500)
})
