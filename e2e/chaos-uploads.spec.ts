import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { root } from '../scripts/root.ts'
import { BALANCED, audit } from './chaos/books.ts'
import { expect, test } from './chaos/fixtures.ts'
import { signIn } from './chaos/pages.ts'
import { until } from './chaos/rig.ts'
import { choose, download, expectStatus, upload } from './documents.ts'
import { noise, sha256, textFile, writeVideo } from './files.ts'
import { Gate } from './gate.ts'
import { tray } from './parts.ts'

const MB = 1_000_000
const NAME = 'Ferry at dusk.mp4'

test('the app is killed and restarted in the middle of a file, and the page goes on by itself', async ({
  rig,
  page,
}, testInfo) => {
  const video = testInfo.outputPath(NAME)
  // Ten parts: four in the store, four on their way, and two that a dead app has yet to sign.
  await writeVideo(video, 160 * MB)
  const gate = new Gate(rig.settings['S3_ENDPOINT']!)
  const settings = { S3_PUBLIC_ENDPOINT: `http://127.0.0.1:${await gate.listen()}` }
  gate.turnstile.hold(4)
  const server = await rig.serve(settings)
  await signIn(page, server.url, await rig.person())
  await choose(page, [video])
  await until('four parts are there', async () => gate.stored.length === 4)
  await server.kill()
  gate.turnstile.letGo()
  await expect(
    tray(page)
      .getByText(/trying again|does not answer/i)
      .first(),
  ).toBeVisible({ timeout: 30_000 })
  const next = await rig.serve(settings)
  await expectStatus(page, NAME, 'Ready', 60_000)
  expect(gate.stored.toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
  expect(gate.receivedBytes).toBe(160 * MB)
  expect((await download(page, NAME)).sha256).toBe(await sha256(video))
  expect(await audit(rig.database, rig.store)).toEqual(BALANCED)
  await next.engine.stop()
  gate.close()
})

test('with UPLOAD_STRATEGY=put small files go up in one PUT and large ones in parts', async ({ rig, page }) => {
  const server = await rig.serve({ UPLOAD_STRATEGY: 'put', MULTIPART_THRESHOLD: String(5 * 1024 ** 2) })
  const sent: string[] = []
  page.on('request', (request) => {
    const { origin, searchParams } = new URL(request.url())
    if (origin !== rig.settings['S3_ENDPOINT'] || !['PUT', 'POST'].includes(request.method())) return
    sent.push(searchParams.has('partNumber') ? 'part' : request.method())
  })
  await signIn(page, server.url, await rig.person())
  const large = noise('large.bin', 20 * MB)
  await upload(page, textFile('small.txt'), textFile('empty.txt', ''), large)
  expect(sent.toSorted()).toEqual(['PUT', 'PUT', 'part', 'part'])
  expect((await download(page, 'small.txt')).sha256).toBe(await sha256(Buffer.from('This is small.txt.')))
  expect((await download(page, 'large.bin')).sha256).toBe(await sha256(large.buffer))
  expect(await audit(rig.database, rig.store)).toEqual(BALANCED)
  await server.engine.stop()
})

test('20 uploads while the app and the store are killed all end Ready with their bytes, and nothing is left over', async () => {
  const short = ['--uploads=20', '--largest=20000000', '--app=1', '--store=1', '--database=0', '--hurry']
  const { stdout } = await promisify(execFile)(process.execPath, [join(root, 'scripts/chaos-uploads.ts'), ...short], {
    timeout: 170_000,
  })
  expect(stdout.match(/was killed and is back/g)).toHaveLength(2)
  expect(JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '')).toEqual({
    uploads: 20,
    ready: 20,
    rejected: 0,
    wrong: 0,
    orphans: 0,
  })
})
