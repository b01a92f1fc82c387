import { bar, choose, expectStatus, row } from './documents.ts'
import { noise, textFile } from './files.ts'
import { uploadSpeed } from './line.ts'
import { BALANCED, audit } from './chaos/books.ts'
import { expect, test } from './chaos/fixtures.ts'
import { signIn } from './chaos/pages.ts'
import { until } from './chaos/rig.ts'

const MB = 1024 ** 2

test('a store that is away when an upload begins, or goes away in the middle of it, only delays it', async ({
  rig,
  page,
}) => {
  const server = await rig.serve({ RECONCILE_INTERVAL: '2' })
  await signIn(page, server.url, await rig.person())
  await uploadSpeed(page, 4 * MB)
  await choose(page, [noise('middle.bin', 24 * MB)])
  await expect(bar(page, 'middle.bin')).toHaveAttribute('aria-valuenow', /[2-9]\d/)
  await rig.store.kill()
  await choose(page, [textFile('begin.txt')])
  const tray = page.getByRole('region', { name: 'Uploads' })
  await expect(tray.getByText(/trying again/i)).toHaveCount(2)
  await expect(row(page, 'begin.txt').getByText('Uploading', { exact: true })).toBeVisible()
  await uploadSpeed(page, Infinity)
  await rig.store.start()
  await expectStatus(page, 'begin.txt', 'Ready', 30_000)
  await expectStatus(page, 'middle.bin', 'Ready', 30_000)
  await until('the books balance', async () => {
    expect(await audit(rig.database, rig.store)).toEqual(BALANCED)
    return true
  })
  await server.engine.stop()
})
