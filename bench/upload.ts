import { join } from 'node:path'
import { Problem } from '../scripts/problem.ts'
import { isVoid, LEAST_FLOOR, summary, table, type Round } from './figures.ts'
import { measure } from './measure.ts'
import { runRound, type TestFile } from './round.ts'
import { makeFile, requireSpace } from './test-file.ts'
import { layTrack, type Track } from './track.ts'

const BYTES = Number(process.env.BENCH_BYTES || 2_000_000_000)
const ROUNDS = Number(process.env.BENCH_ROUNDS || 3)
const MOST_VOID = 5

// One original, ours of every round, in one piece and in parts, and within a round five copies, a spool and what is
// being cleaned up.
const COPIES = 1 + 2 * ROUNDS + 7

await measure(async (shutdown) => {
  const track = await layTrack(shutdown)
  requireSpace(track.app.dataDir, BYTES * COPIES)
  await warmUp(track)
  const file = { path: join(track.app.dataDir, 'bench-file'), size: BYTES }
  makeFile(file.path, file.size)
  return summary(await runRounds(track, file))
})

/** The first upload of a process pays for what it loads, and the store for its first volumes. */
async function warmUp(track: Track): Promise<void> {
  const file = { path: join(track.app.dataDir, 'bench-warm-up'), size: Math.min(BYTES, 200_000_000) }
  makeFile(file.path, file.size)
  await runRound(track, file)
}

async function runRounds(track: Track, file: TestFile): Promise<Round[]> {
  const rounds: Round[] = []
  for (let tries = 0; rounds.length < ROUNDS; tries += 1) {
    if (tries === ROUNDS + MOST_VOID)
      throw new Problem('Too many rounds were void: this machine is too busy to measure on.')
    const round = await runRound(track, file)
    console.log(`\n${table(round)}`)
    if (isVoid(round)) console.log(`Void and repeated: the floor is under ${LEAST_FLOOR} of curl.`)
    else rounds.push(round)
  }
  return rounds
}
