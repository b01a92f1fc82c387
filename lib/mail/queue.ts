import 'server-only'
import { z } from 'zod'
import type { Db } from '../db'
import { enqueue, type Queue } from '../jobs/boss'
import { log } from '../log'
import { message, type Message } from './message'
import { isRefusal, loggedOf } from './refusal'
import { openBox, sealBox } from '../auth/sealed-box'
import { sendMail } from './send'

/**
 * 5, 10, 20 … 640 s apart, then every quarter of an hour for two days: a mail server that asks for patience (greylisting,
 * RFC 6647) has what was queued in a minute, and one that is mended after a weekend as well.
 */
const QUEUE: Queue = {
  name: 'mail',
  options: {
    retryLimit: 200,
    retryDelay: 5,
    retryBackoff: true,
    retryDelayMax: 900,
    retentionSeconds: 3 * 86_400,
    expireInSeconds: 120,
    deleteAfterSeconds: 3600,
  },
}
const AT_ONCE = 4

const job = z.object({ box: z.string() })

/** Queues a message in the transaction of its cause. Null queues as much work that does nothing, where nobody is to tell. */
export async function queueMail(tx: Db, mail: Message | null): Promise<void> {
  await enqueue(tx, QUEUE, { box: sealBox('mail queue', mail) })
}

/** Sends one queued message. Throws when it is worth another try. */
export async function sendQueued(data: unknown): Promise<void> {
  const mail = message.nullable().parse(openBox('mail queue', job.parse(data).box))
  if (!mail) return
  if (mail.notAfter && Date.parse(mail.notAfter) < Date.now()) {
    log().warn({ mail: mail.id }, 'a message was not sent in its time')
    return
  }
  try {
    await sendMail(mail)
  } catch (error) {
    // The queue keeps what is thrown in its table.
    if (!isRefusal(error)) throw Object.assign(new Error('A message was not taken.'), loggedOf(error))
    log().warn({ ...loggedOf(error), mail: mail.id }, 'a message was refused for good')
  }
}

/** What the instances that do jobs have to run. */
export const mailWorker = { queue: QUEUE, atOnce: AT_ONCE, run: sendQueued }
