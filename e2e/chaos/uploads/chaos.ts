import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Shutdown } from '../../../scripts/up/shutdown.ts'
import { Rig, until } from '../rig.ts'
import { EventMixer } from './event-mixer.ts'
import { sizes, writeFileOf, type ChaosFile } from './files.ts'
import { dice, shuffled, Victims, type Victim } from './kills.ts'
import { orphans } from './orphans.ts'
import { documents, tallyOf, type Tally } from './tally.ts'
import { Uploader } from './uploader.ts'

export type ChaosPlan = {
  uploads: number
  /** Bytes of the largest file. */
  largest: number
  seed: number
  kills: Victim[]
  /** Whether claims of the killed run out at once, instead of after a minute. */
  hurry: boolean
  say: (line: string) => void
}

/** Small enough that a third of the files goes in parts, and the others as forms. */
const SETTINGS = { UPLOAD_STRATEGY: 'auto', MULTIPART_THRESHOLD: String(5 * 1024 ** 2), RECONCILE_INTERVAL: '5' }

const DROPPED = 0.3
/** What the promise says, from the last restart on. */
const SETTLED_WITHIN_MS = 180_000

/** Uploads drop after drop, and kills something in the middle of each; answers what became of them and what is left over. */
export async function chaos(shutdown: Shutdown, plan: ChaosPlan): Promise<{ tally: Tally; left: string[] }> {
  const random = dice(plan.seed)
  const mixer = new EventMixer(() => random() < DROPPED, random)
  shutdown.add(() => mixer.close())
  const rig = await Rig.start(await mixer.listen())
  shutdown.add(() => rig.stop())
  mixer.target = `${rig.appUrl.replace('localhost', '127.0.0.1')}/api/storage/events`

  const folder = join(rig.folder, 'files')
  mkdirSync(folder)
  const sized = shuffled(sizes(plan.uploads, plan.largest), random)
  const files: ChaosFile[] = []
  for (const [index, size] of sized.entries()) files.push(await writeFileOf(folder, `file ${index + 1}.bin`, size))

  const server = await rig.serve(SETTINGS)
  const client = await rig.client(server)
  const uploader = new Uploader(client)
  shutdown.add(() => uploader.stop())
  const kills = shuffled(plan.kills, random)
  plan.say(`${files.length} files, ${mb(files)} MB; seed ${plan.seed}; kills: ${kills.join(', ')}`)
  const victims = new Victims(rig, server, SETTINGS, random)
  const kill = async (victim: Victim) => {
    await victims.kill(victim)
    if (plan.hurry) await rig.database.sql('UPDATE "Upload" SET "leaseUntil" = now() WHERE "leaseUntil" > now()')
    plan.say(`  ${victim} was killed and is back`)
  }
  await uploadThrough(uploader, dropsOf(files, kills.length + 1), kills, kill)

  const restarted = performance.now()
  const late = await settled(rig, uploader, files).then(
    () => [],
    (error: unknown) => [String(error), ...uploader.open],
  )
  plan.say(
    `All ended ${((performance.now() - restarted) / 1000).toFixed(1)} s after the last restart; ` +
      `${uploader.retries} retries by hand; of ${mixer.came} events ${mixer.dropped} were dropped.`,
  )
  uploader.stop()
  const tally = await tallyOf(rig, client, files)
  tally.unended.push(...late)
  return { tally, left: await orphans(rig) }
}

/** In the middle of every drop but the last something is killed. */
async function uploadThrough(
  uploader: Uploader,
  drops: readonly ChaosFile[][],
  kills: readonly Victim[],
  kill: (victim: Victim) => Promise<void>,
): Promise<void> {
  for (const [index, drop] of drops.entries()) {
    const before = uploader.loaded
    await uploader.add(drop)
    const victim = kills[index]
    if (!victim) return
    const half = bytesOf(drop) / 2
    await until('half of it is there', async () => uploader.loaded - before >= half, 300_000)
    await kill(victim)
  }
}

async function settled(rig: Rig, uploader: Uploader, files: readonly ChaosFile[]): Promise<void> {
  const ended = async () => {
    if (uploader.busy) return false
    const found = Map.groupBy(await documents(rig), ({ name }) => name)
    return files.every(({ name }) =>
      found.get(name)?.some(({ status, rejection }) => status === 'READY' || rejection !== null),
    )
  }
  await until('every upload has ended', ended, SETTLED_WITHIN_MS)
}

function dropsOf(files: readonly ChaosFile[], count: number): ChaosFile[][] {
  const each = Math.ceil(files.length / count)
  return Array.from({ length: count }, (_, index) => files.slice(index * each, (index + 1) * each))
}

const bytesOf = (files: readonly ChaosFile[]) => files.reduce((sum, { size }) => sum + size, 0)
const mb = (files: readonly ChaosFile[]) => Math.round(bytesOf(files) / 1e6)
