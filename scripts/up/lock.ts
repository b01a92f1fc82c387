import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { commandLine, isAlive } from '../engines/process.ts'
import { Problem } from '../problem.ts'
import { stopLeftovers } from './leftovers.ts'

type Content = { pid: number; address: string; started: Record<string, number> }

export type Lock = {
  /** Records a process that was started, so that a later start can clean it up. */
  note: (name: string, pid: number) => void
  release: () => void
}

/** Takes the data folder for this process. Refuses when another one runs on it; cleans up after a dead one. */
export async function takeLock(dataDir: string, address: string): Promise<Lock> {
  const file = join(dataDir, 'up.lock')
  const content: Content = { pid: process.pid, address, started: {} }
  const save = (flag: 'wx' | 'w') => writeFileSync(file, JSON.stringify(content), { mode: 0o600, flag })
  try {
    save('wx')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    await evict(file, dataDir)
    save('w')
  }
  return {
    note: (name, pid) => {
      content.started[name] = pid
      save('w')
    },
    release: () => rmSync(file, { force: true }),
  }
}

async function evict(file: string, dataDir: string): Promise<void> {
  const held = readLock(file)
  if (!held) return
  if (held.pid !== process.pid && isAlive(held.pid) && commandLine(held.pid).includes('scripts/up/main.ts'))
    throw new Problem(
      `Countersign already runs on this data folder: ${held.address} (process ${held.pid}). ` +
        `Stop it first, or set DATA_DIR and PORT for a second one.`,
    )
  await stopLeftovers(Object.values(held.started), dataDir)
}

/** A lock that cannot be read was cut off by a crash and holds nobody. */
function readLock(file: string): Content | null {
  try {
    const held = JSON.parse(readFileSync(file, 'utf8')) as Content
    return typeof held.pid === 'number' && typeof held.started === 'object' ? held : null
  } catch {
    return null
  }
}
