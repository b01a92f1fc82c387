import { isReadable } from './readable'
import { verdict, type Verdict } from './retry'
import type { SendFailure } from './send'
import { isFinal, sentence } from './signer'

/** An attempt that failed. */
export type Setback = Verdict & {
  /** It failed in a way that being offline explains. */
  broke: boolean
  /** The app itself said no, maybe because it no longer knows this upload. */
  unsigned: boolean
}

const UNREADABLE: Setback = {
  kind: 'final',
  message: 'The file was changed, moved or removed since you chose it. Choose it again.',
  broke: false,
  unsigned: false,
}

/** What an error of the app means for the attempt. */
export function setbackByApp(error: unknown): Setback {
  const final = isFinal(error)
  return { kind: final ? 'final' : 'again', message: sentence(error), broke: true, unsigned: final }
}

/** What the store's answer, or its silence, means for the attempt; a file that is gone looks like a broken line. */
export async function setbackByStore(outcome: Exclude<SendFailure, { kind: 'aborted' }>, body: Blob): Promise<Setback> {
  const broke = outcome.kind !== 'refused'
  if (broke && !(await isReadable(body))) return UNREADABLE
  return { ...verdict(outcome), broke, unsigned: false }
}

/** What it means that the browser could not read the bytes. */
export async function setbackByFile(body: Blob): Promise<Setback> {
  if (!(await isReadable(body))) return UNREADABLE
  return { kind: 'again', message: 'The browser could not read the file.', broke: false, unsigned: false }
}
