import { expect, test } from './fixtures.ts'
import { dropFromDisk, tray } from './parts.ts'
import { sql } from './person.ts'
import { writeNotes } from './thousand.ts'

test('of a thousand files in one drop a handful is drawn, and all are in the list of what is on its way', async ({
  page,
  signIn,
}, testInfo) => {
  test.setTimeout(120_000)
  const member = await signIn('MEMBER')
  const notes = await writeNotes(testInfo.outputPath('notes'), 1000)
  await page.goto('/account')
  await dropFromDisk(page, ...notes)
  await expect(tray(page).getByText(/Uploading [\d,]+ of 1,000 files/)).toBeVisible()
  const bars = tray(page).getByRole('progressbar', { name: /^Uploading / })
  await expect(bars.first()).toBeVisible()
  expect(await bars.count()).toBeLessThan(30)

  const list = tray(page).getByRole('list')
  await list.evaluate((element) => element.scrollTo(0, element.scrollHeight / 2))
  const last = tray(page).getByRole('listitem').last()
  await expect(last).toHaveAttribute('aria-setsize', '1000')
  const place = async () => Number(await last.getAttribute('aria-posinset'))
  await expect.poll(place).toBeGreaterThan(490)
  expect(await place()).toBeLessThan(530)

  const ready = async () => {
    const [row] = await sql<{ ready: number }>(
      `SELECT count(*)::int AS ready FROM "Document" WHERE "ownerId" = $1 AND status = 'READY'`,
      [member.id],
    )
    return row?.ready ?? 0
  }
  await expect.poll(ready, { timeout: 90_000 }).toBeGreaterThanOrEqual(40)
})
