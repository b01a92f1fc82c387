import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { root } from './root.ts'

// Prisma fetches a schema-engine binary before it generates, which this generator never calls and many networks do not
// reach. Any existing file keeps it from doing so.
const result = spawnSync(process.execPath, [join(root, 'node_modules/prisma/build/index.js'), 'generate'], {
  cwd: root,
  env: {
    ...process.env,
    PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
    CHECKPOINT_DISABLE: '1',
  },
  encoding: 'utf8',
})
if (result.status !== 0) {
  process.stderr.write(result.stdout + result.stderr)
  process.exit(result.status ?? 1)
}
