import 'server-only'
import { env } from './env'
import { shared } from './shared'

/**
 * Places between two steps where a process may die or somebody else may come in between. What is promised of them is
 * tested at each: killed there (FAULT_POINT), and in orders that a scheduler chooses (onFaultPoint).
 */
export const FAULT_POINTS = [
  'settle.awaited',
  'settle.frozen',
  'settle.checked',
  'replace.committed',
  'mint.recorded',
  'revoke.committed',
  'rekey.begun',
  'rekey.copied',
  'rekey.swapped',
  'delete.committed',
  'purge.committed',
  'mail.queued',
  'mail.sending',
  'mail.copied',
  'mail.minted',
  'mail.accepted',
  'mail.recorded',
] as const

export type FaultPoint = (typeof FAULT_POINTS)[number]
type Hook = (point: FaultPoint) => Promise<unknown>

const holder = () => shared<{ hook: Hook | null }>('fault-hook', () => ({ hook: null }))

/** Goes on at once, unless a test said otherwise. */
export async function faultPoint(point: FaultPoint): Promise<void> {
  // As a power cut would: nothing is caught, undone or said.
  if (env().FAULT_POINT === point) process.kill(process.pid, 'SIGKILL')
  await holder().hook?.(point)
}

/** Lets a test decide when each point is passed. Null: at once again. */
export function onFaultPoint(hook: Hook | null): void {
  holder().hook = hook
}
