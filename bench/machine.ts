import { cpus, loadavg, totalmem } from 'node:os'

/** The machine in one line, with how busy it was before: figures of a busy one say little. */
export function machine(): string {
  const [load = 0] = loadavg()
  const memory = Math.round(totalmem() / 1e9)
  return `${cpus().length} × ${cpus()[0]?.model ?? 'unknown CPU'}, ${memory} GB, Node ${process.version}; load at the start ${load.toFixed(2)}`
}
