import { execFileSync } from 'node:child_process'
import { rm } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { BALANCED, audit } from './chaos/books.ts'
import { expect, test } from './chaos/fixtures.ts'
import { signIn } from './chaos/pages.ts'
import { until, type Rig } from './chaos/rig.ts'
import { choose, download, expectStatus } from './documents.ts'
import { sha256, writeVideo } from './files.ts'
import { Gate } from './gate.ts'
import { PART, tray } from './parts.ts'
import { BadLine } from './upload-client/bad-line.ts'

const NAME = 'film.mp4'
const SIZE = 2_000_000_000
const PARTS = Math.ceil(SIZE / PART)
const READY_WITHIN = 10 * 60_000

const isThere = (gate: Gate, parts: number) =>
  until(`${parts} parts are there`, async () => gate.stored.length === parts, READY_WITHIN)

const allOnce = (gate: Gate) => {
  const numbers = Array.from({ length: PARTS }, (_, index) => index + 1)
  expect(gate.stored.toSorted((a, b) => a - b)).toEqual(numbers)
}

/** The way from the browser to the store: a line that can be cut, and a gate that counts. */
async function layWay(rig: Rig): Promise<{ gate: Gate; line: BadLine; settings: Record<string, string> }> {
  const gate = new Gate(rig.settings['S3_ENDPOINT']!)
  const line = new BadLine(await gate.listen())
  return { gate, line, settings: { S3_PUBLIC_ENDPOINT: `http://127.0.0.1:${await line.listen()}` } }
}

test('2 GB go up in parts, become Ready, and come down the same; the server feels nothing of it', async ({
  rig,
  page,
}, testInfo) => {
  const server = await rig.serve()
  await signIn(page, server.url, await rig.person())
  const film = testInfo.outputPath(NAME)
  try {
    await writeVideo(film, SIZE)
    const before = residentMb(server.engine.pid)
    await choose(page, [film])
    await expectStatus(page, NAME, 'Ready', READY_WITHIN)
    expect(residentMb(server.engine.pid) - before).toBeLessThan(64)
    expect((await download(page, NAME)).sha256).toBe(await sha256(film))
  } finally {
    await rm(film, { force: true })
  }
  expect(await audit(rig.database, rig.store)).toEqual(BALANCED)
  await server.engine.stop()
})

test('2 GB in parts outlive half a minute without a network, a minute of pause, and a killed app', async ({
  rig,
  page,
  context,
}, testInfo) => {
  const { gate, line, settings } = await layWay(rig)
  const server = await rig.serve(settings)
  await signIn(page, server.url, await rig.person())
  const film = testInfo.outputPath(NAME)
  const button = (what: string) => tray(page).getByRole('button', { name: `${what} ${NAME}`, exact: true })
  try {
    await writeVideo(film, SIZE)
    gate.turnstile.hold(25)
    await choose(page, [film])
    await isThere(gate, 25)
    await context.setOffline(true)
    line.switchOff()
    await sleep(30_000)
    await expect(tray(page).getByText('You are offline. The upload goes on when the connection is back.')).toBeVisible()
    gate.goOn()
    gate.turnstile.hold(25)
    line.switchOn()
    await context.setOffline(false)
    await isThere(gate, 50)

    await button('Pause').click()
    gate.goOn()
    await sleep(60_000)
    expect(gate.stored).toHaveLength(50)
    gate.turnstile.hold(25)
    await button('Resume').click()
    await isThere(gate, 75)

    await server.kill()
    gate.turnstile.letGo()
    const next = await rig.serve(settings)
    await expectStatus(page, NAME, 'Ready', READY_WITHIN)
    allOnce(gate)
    // What was on its way at the cut and at the pause, four parts each, went twice at most.
    expect(gate.receivedBytes - SIZE).toBeLessThan(8 * PART)
    expect((await download(page, NAME)).sha256).toBe(await sha256(film))
    await next.engine.stop()
  } finally {
    await rm(film, { force: true })
    line.close()
    gate.close()
  }
  expect(await audit(rig.database, rig.store)).toEqual(BALANCED)
})

function residentMb(pid: number): number {
  return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1000
}
