import { readFileSync, statSync, truncateSync } from 'node:fs'

const KEEP = 10 * 1024 ** 2

/** The last lines of a log file, for an error message. */
export function tail(file: string, lines = 12): string {
  try {
    return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-lines).join('\n')
  } catch {
    return '(empty)'
  }
}

/** Empties a log that has grown over 10 MiB. Called before its writer starts. */
export function trimLog(file: string): void {
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > KEEP) truncateSync(file)
}
