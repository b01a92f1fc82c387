import { setTimeout as sleep } from 'node:timers/promises'
import { commandLine, isAlive } from '../engines/process.ts'

/** Stops processes of an earlier start that outlived it. Only those whose command line names this data folder: pids are reused. */
export async function stopLeftovers(pids: number[], dataDir: string, patience = 5_000): Promise<void> {
  const ours = pids.filter((pid) => isAlive(pid) && commandLine(pid).includes(dataDir))
  // SIGINT is what PostgreSQL takes as a fast stop; what was started with SIGINT ignored needs SIGTERM.
  for (const pid of ours) for (const name of ['SIGINT', 'SIGTERM'] as const) signal(pid, name)
  const until = Date.now() + patience
  while (ours.some(isAlive) && Date.now() < until) await sleep(100)
  for (const pid of ours.filter(isAlive)) signal(pid, 'SIGKILL')
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch {
    // It went by itself in between.
  }
}
