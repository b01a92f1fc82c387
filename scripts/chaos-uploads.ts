import { parseArgs } from 'node:util'
import { run } from './problem.ts'
import { ensureBuild } from './up/build.ts'
import { Shutdown } from './up/shutdown.ts'
import { ACTIONS_KEY, DIST_DIR } from '../e2e/chaos/build.ts'
import { chaos } from '../e2e/chaos/uploads/chaos.ts'
import type { Victim } from '../e2e/chaos/uploads/kills.ts'

const { values } = parseArgs({
  options: {
    uploads: { type: 'string', default: '200' },
    largest: { type: 'string', default: '80000000' },
    app: { type: 'string', default: '5' },
    store: { type: 'string', default: '3' },
    database: { type: 'string', default: '2' },
    /** As if the minute had gone by in which the claims of a killed app run out. */
    hurry: { type: 'boolean', default: false },
    seed: { type: 'string', default: String(Date.now() % 1e6) },
  },
})

// Uploads while everything is killed under them. Without arguments the full form; `npm test` runs a short one.
const times = (victim: Victim) => Array.from({ length: Number(values[victim]) }, () => victim)

await run(async () => {
  const shutdown = new Shutdown()
  shutdown.listen()
  // Within the specs their set-up has made the build.
  if (!process.env['E2E_BASE_URL']) await ensureBuild(DIST_DIR, ACTIONS_KEY)
  try {
    const { tally, left } = await chaos(shutdown, {
      uploads: Number(values.uploads),
      largest: Number(values.largest),
      seed: Number(values.seed),
      kills: [...times('app'), ...times('store'), ...times('database')],
      hurry: values.hurry,
      say: (line) => console.log(line),
    })
    for (const line of [...tally.unended, ...left]) console.log(`  ${line}`)
    const { ready, rejected, wrong, unended } = tally
    const result = { uploads: Number(values.uploads), ready, rejected, wrong, orphans: left.length }
    console.log(`\n${JSON.stringify(result)}`)
    if (wrong + unended.length + left.length > 0) process.exitCode = 1
  } finally {
    await shutdown.begin()
  }
})
