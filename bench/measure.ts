import { run } from '../scripts/problem.ts'
import { Shutdown } from '../scripts/up/shutdown.ts'
import { machine } from './machine.ts'

/** Runs a benchmark and takes away everything it started, however it ends. Its result is the last line. */
export async function measure(benchmark: (shutdown: Shutdown) => Promise<object>): Promise<void> {
  console.log(machine())
  const shutdown = new Shutdown()
  shutdown.listen()
  await run(async () => {
    try {
      const result = await benchmark(shutdown)
      console.log(`\n${JSON.stringify(result)}`)
    } finally {
      await shutdown.begin()
    }
  })
}
