import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { Problem } from '../problem.ts'
import { root } from '../root.ts'

export type Options = { dev: boolean; fresh: boolean; dataDir: string }

/** What the command line and the environment ask for. */
export function readOptions(args: string[], env: NodeJS.ProcessEnv): Options {
  try {
    const { values } = parseArgs({ args, options: { dev: { type: 'boolean' }, fresh: { type: 'boolean' } } })
    return { dev: values.dev ?? false, fresh: values.fresh ?? false, dataDir: resolve(root, env.DATA_DIR || '.data') }
  } catch (error) {
    throw new Problem(`${(error as Error).message}. There is only --fresh (npm run up -- --fresh).`)
  }
}
