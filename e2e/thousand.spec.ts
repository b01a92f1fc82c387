import { expect, test } from './fixtures.ts'
import { tray } from './parts.ts'
import { sql } from './person.ts'
import { dropMany, longestPause } from './thousand.ts'

test('a thousand files in one drop leave the page quick, and are all in the list of what is on its way', async ({
  page,
  signIn,
}) => {
  test.setTimeout(120_000)
  const member = await signIn('MEMBER')
  await dropMany(page, 1000)
  const headline = tray(page).getByText(/Uploading [\d,]+ of 1,000 files/)
  await expect(headline).toBeVisible()
  const bars = tray(page).getByRole('progressbar', { name: /^Uploading / })
  await expect(bars.first()).toBeVisible()
  expect(await bars.count()).toBeLessThan(30)

  const list = tray(page).getByRole('list')
  await list.evaluate((element) => element.scrollTo(0, element.scrollHeight / 2))
  await expect(tray(page).getByRole('listitem').first()).toHaveAttribute('aria-setsize', '1000')
  const places = await tray(page).getByRole('listitem').all()
  const place = Number(await places.at(-1)?.getAttribute('aria-posinset'))
  expect(place).toBeGreaterThan(490)
  expect(place).toBeLessThan(530)

  const ready = async () => {
    const [row] = await sql<{ ready: number }>(
      `SELECT count(*)::int AS ready FROM "Document" WHERE "ownerId" = $1 AND status = 'READY'`,
      [member.id],
    )
    return row?.ready ?? 0
  }
  await expect.poll(ready, { timeout: 90_000 }).toBeGreaterThanOrEqual(40)
  expect(await longestPause(page)).toBeLessThan(1_500)
})
