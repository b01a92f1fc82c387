import { execFileSync } from 'node:child_process'
import { rm } from 'node:fs/promises'
import { choose, download, expectStatus } from '../documents.ts'
import { sha256, writeVideo } from '../files.ts'
import { BALANCED, audit, listBucket } from './books.ts'
import { expect, test } from './fixtures.ts'
import { signIn } from './pages.ts'
import { until } from './rig.ts'

const MB = 1e6
const GiB = 1024 ** 3

test('2 GB go up in one form, become Ready, and come down the same; the server feels nothing of it', async ({
  rig,
  page,
}, testInfo) => {
  const server = await rig.serve({ UPLOAD_STRATEGY: 'post' })
  await signIn(page, server.url, await rig.person())
  const film = testInfo.outputPath('film.mp4')
  try {
    await writeVideo(film, 2_000 * MB)
    const before = residentMb(server.engine.pid)
    await choose(page, [film])
    await expectStatus(page, 'film.mp4', 'Ready', 10 * 60_000)
    const saved = await download(page, 'film.mp4')
    expect(saved.sha256).toBe(await sha256(film))
    expect(residentMb(server.engine.pid) - before).toBeLessThan(64)
  } finally {
    await rm(film, { force: true })
  }
  // The staging copy is swept as soon as the document is READY.
  await until(
    'one copy is left',
    async () => [...(await listBucket(rig.store)).values()].filter((size) => size === 2_000 * MB).length === 1,
  )
  expect(await audit(rig.database, rig.store)).toEqual(BALANCED)
  await server.engine.stop()
})

test('5 GiB, the most that one form takes, are signed for; one byte more is not begun', async ({ rig }) => {
  const server = await rig.serve({ UPLOAD_STRATEGY: 'post' })
  const client = await rig.client(server)
  const [begun] = await client.begin({ name: 'largest.bin', size: 5 * GiB, type: '' })
  const policy = JSON.parse(Buffer.from(begun!.plan!.fields['Policy']!, 'base64').toString()) as {
    conditions: unknown[]
    expiration: string
  }
  expect(policy.conditions).toContainEqual(['content-length-range', 5 * GiB, 5 * GiB])
  // At 256 kB/s that is nearly six hours, and a quarter of an hour on top.
  const seconds = (Date.parse(policy.expiration) - Date.now()) / 1000
  expect(seconds).toBeGreaterThan((5 * GiB) / 256_000 + 800)
  expect(
    await client.action('beginUploads', { files: [{ name: 'more.bin', size: 5 * GiB + 1, type: '' }] }),
  ).toMatchObject({
    ok: false,
    code: 'TOO_LARGE',
  })
  await server.engine.stop()
})

function residentMb(pid: number): number {
  return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1000
}
