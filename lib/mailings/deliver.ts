import 'server-only'
import { giveBack, hashedKey, takeOrWait } from '../auth/rate-limit'
import { faultPoint } from '../fault-point'
import { log } from '../log'
import { isRefusal, loggedOf } from '../mail/refusal'
import { sendMail } from '../mail/send'
import { mailIsOn } from '../mail/settings'
import { shared } from '../shared'
import { claim, keep, type Claimed } from './claim'
import { cancel, fail, postpone, postponeAll, recordSent } from './outcome'
import { prepare } from './prepare'
import { clean, saidBy } from './said'

export type MailLimits = {
  /** Messages of one sender, of one sender to one address, and to one address from whomever, in a window. What is over waits for the next. */
  perSender: { count: number; seconds: number }
  perPair: { count: number; seconds: number }
  perAddress: { count: number; seconds: number }
  /** Tries until a message has failed. */
  tries: number
  /** Seconds before the second try; each later one waits twice as long, up to the longest. */
  firstPause: number
  longestPause: number
  /** Connections to the mail server that one process opens at once. */
  atOnce: number
}

/**
 * A thousand recipients are through in five minutes, at a pace (3 a second) below what providers take from small senders.
 * 10, 20, 40 … 1800 s: a server that greylists (RFC 6647), restarts or is away for an evening has three hours.
 */
export const MAIL_LIMITS: MailLimits = {
  perSender: { count: 200, seconds: 60 },
  perPair: { count: 10, seconds: 3600 },
  // Several times what one sender may: nobody alone keeps others from writing to an address.
  perAddress: { count: 60, seconds: 3600 },
  tries: 14,
  firstPause: 10,
  longestPause: 1800,
  // Small servers allow ten to one client.
  atOnce: 4,
}

/** Sends everything that is due. Any number of processes may do so at once, and be killed anywhere. */
export async function deliverDue(limits: MailLimits = MAIL_LIMITS): Promise<void> {
  if (!mailIsOn()) return
  const work = async () => {
    while (!delivery().stopping) {
      const claimed = await claim()
      if (!claimed) return
      await deliver(claimed, limits)
    }
  }
  await Promise.all(Array.from({ length: limits.atOnce }, work))
}

const delivery = () => shared('mail-delivery', () => ({ stopping: false }))

/** For a process that ends: what it has in hand it finishes if it can, and takes nothing more on. */
export function stopDelivering(): void {
  delivery().stopping = true
}

async function deliver(claimed: Claimed, limits: MailLimits): Promise<void> {
  const letGo = keep(claimed)
  try {
    const answer = await handOver(claimed, limits)
    if (answer === null) return
    await faultPoint('mail.accepted')
    await recordSent(claimed, clean(answer))
    await faultPoint('mail.recorded')
  } finally {
    letGo()
  }
}

/** What the mail server said when it took it. Null: it did not, and what becomes of the message is recorded. */
async function handOver(claimed: Claimed, limits: MailLimits): Promise<string | null> {
  if (claimed.endsAt <= new Date()) return failed(claimed, 'Its link ended before the mail server took it.')
  const waits = await overLimit(claimed, limits)
  if (waits) return later(claimed, waits)
  try {
    const prepared = await prepare(claimed)
    if (prepared.is !== 'message') await untake(claimed, limits)
    if (prepared.is === 'frozen') return later(claimed, secondsFromNow(FROZEN_PAUSE))
    if (prepared.is === 'dead') {
      await cancel(claimed)
      return null
    }
    await faultPoint('mail.sending')
    return await sendMail(prepared.message)
  } catch (error) {
    return tried(claimed, error, limits)
  }
}

/** A freeze is lifted by a person; that it was is seen within this. */
const FROZEN_PAUSE = 60

type Window = { key: string; count: number; seconds: number }

/** In the order in which they are taken from: what one sender may not send takes nothing from what others may. */
function windowsOf(
  { senderId, address }: Claimed,
  { perSender, perPair, perAddress }: MailLimits,
): [Window, ...Window[]] {
  return [
    { key: `mail-from:${senderId}`, ...perSender },
    { key: hashedKey('mail-from-to', `${senderId} ${address}`), ...perPair },
    { key: hashedKey('mail-to', address), ...perAddress },
  ]
}

/** Null: there was room in all windows, and it is taken. */
async function overLimit(claimed: Claimed, limits: MailLimits): Promise<Date | null> {
  const [ofSender, ...others] = windowsOf(claimed, limits)
  const until = await takeOrWait(ofSender.key, ofSender.count, ofSender.seconds)
  if (until) {
    await postponeAll(claimed, until)
    return until
  }
  const taken = [ofSender.key]
  for (const { key, count, seconds } of others) {
    const until = await takeOrWait(key, count, seconds)
    if (until) {
      await giveBack(taken)
      return until
    }
    taken.push(key)
  }
  return null
}

/** What was not handed to the mail server takes no room from what is. */
async function untake(claimed: Claimed, limits: MailLimits): Promise<void> {
  await giveBack(windowsOf(claimed, limits).map(({ key }) => key))
}

async function tried(claimed: Claimed, error: unknown, limits: MailLimits): Promise<null> {
  const answer = saidBy(error)
  log().warn({ ...loggedOf(error), mail: claimed.id, attempts: claimed.attempts }, 'a message was not taken')
  const next = secondsFromNow(Math.min(limits.firstPause * 2 ** (claimed.attempts - 1), limits.longestPause))
  if (isRefusal(error) || claimed.attempts >= limits.tries || next >= claimed.endsAt) return failed(claimed, answer)
  await postpone(claimed, next, { answer })
  return null
}

async function failed(claimed: Claimed, answer: string): Promise<null> {
  await fail(claimed, answer)
  return null
}

async function later(claimed: Claimed, dueAt: Date): Promise<null> {
  await postpone(claimed, dueAt, { uncounted: true })
  return null
}

function secondsFromNow(seconds: number): Date {
  return new Date(Date.now() + seconds * 1000)
}
