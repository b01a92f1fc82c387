import { loadDotEnv } from '../dot-env.ts'
import { run } from '../problem.ts'
import { readOptions } from './options.ts'
import { Shutdown } from './shutdown.ts'
import { up } from './up.ts'

await run(async () => {
  loadDotEnv()
  const options = readOptions(process.argv.slice(2), process.env)
  const shutdown = new Shutdown()
  shutdown.listen()
  try {
    await up(options, shutdown)
  } catch (error) {
    await shutdown.begin()
    throw error
  }
})
