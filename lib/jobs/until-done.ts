import 'server-only'
import { log } from '../log'

const AGAIN_MS = 5_000

/** Does something that needs the database or the store: now if they are there, otherwise again until it is done. */
export async function untilDone(what: string, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    log().warn({ err: error, what }, 'could not be done yet; trying again')
    setTimeout(() => void untilDone(what, work), AGAIN_MS).unref()
  }
}
