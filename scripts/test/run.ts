import { statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { Problem, run } from '../problem.ts'
import { elapsed } from '../up/say.ts'
import { suites, type SuiteName } from './suites.ts'
import { summary, type Tally } from './tally.ts'

const ALL: SuiteName[] = ['format', 'lint', 'types', 'unit', 'integration', 'e2e']
const GB = 1e9
const LONG_NEEDS = 20 * GB

await run(async () => {
  const orphaned = () => process.exit(143)
  process.on('disconnect', orphaned)
  const names = chosen(process.argv.slice(2))
  if (names.includes('long')) requireSpace()
  const tallies: Tally[] = []
  for (const name of names) {
    const started = Date.now()
    console.log(`\n── ${name}`)
    const tally = await suites[name]()
    console.log(`── ${name}: ${summary([tally])} (${elapsed(started)})`)
    tallies.push(tally)
  }
  console.log(`\n${summary(tallies)}`)
  process.exitCode = tallies.some(({ failed }) => failed) ? 1 : 0
  // Listening for our parent's end keeps the channel to it open, and with it this process alive.
  process.off('disconnect', orphaned)
  if (process.connected) process.disconnect()
})

function chosen(args: string[]): SuiteName[] {
  if (args.includes('--long')) return ['long']
  const unknown = args.find((arg) => !(arg in suites))
  if (unknown) throw new Problem(`There is no suite “${unknown}”; there are ${Object.keys(suites).join(', ')}.`)
  return args.length ? (args as SuiteName[]) : ALL
}

function requireSpace(): void {
  const { bavail, bsize } = statfsSync(tmpdir())
  if (bavail * bsize < LONG_NEEDS)
    throw new Problem(
      `The long tests need ${LONG_NEEDS / GB} GB of free disk in ${tmpdir()}; there are ${((bavail * bsize) / GB).toFixed(1)} GB.`,
    )
}
