import 'server-only'
import { z } from 'zod'
import { record } from '../audit/record'
import { db } from '../db'
import { AppError } from '../errors'
import { networkOf } from './network'
import { MAX_PASSWORD } from './password-policy'
import { verifyPassword } from './passwords'
import type { ClientInfo } from './principal'
import { giveBack, hashedKey, take } from './rate-limit'
import { openSession } from './sessions'

/** Wrong tries in a quarter of an hour: about 1000 a day against one person, far below what any list of passwords needs. */
export const TRIES_AN_ADDRESS = 10
/** An office behind one address mistypes more often than one person; a list of people is longer still. */
export const TRIES_AN_IP = 100
export const WINDOW_SECONDS = 15 * 60

const credentials = z.object({
  email: z
    .string()
    .max(320)
    // PostgreSQL's texts hold no NUL: nobody has such an address.
    .refine((email) => !email.includes('\0'))
    .transform((email) => email.trim().toLowerCase()),
  password: z.string().max(MAX_PASSWORD * 4),
})

/**
 * Signs a person in with address and password; answers the id of the new session. An unknown address, a wrong password,
 * a disabled person and an unused invitation are one WRONG_CREDENTIALS after the same work. Throws TOO_MANY.
 */
export async function signInWithPassword(input: unknown, client: ClientInfo): Promise<string> {
  const parsed = credentials.safeParse(input)
  if (!parsed.success) throw new AppError('WRONG_CREDENTIALS')
  const { email, password } = parsed.data
  const keys = [hashedKey('sign-in-address', email), hashedKey('sign-in-ip', networkOf(client.ip))] as const
  await take(keys[1], TRIES_AN_IP, WINDOW_SECONDS)
  await take(keys[0], TRIES_AN_ADDRESS, WINDOW_SECONDS)

  const user = await db().user.findUnique({
    where: { email },
    select: { id: true, passwordHash: true, disabledAt: true },
  })
  const matches = await verifyPassword(user?.passwordHash ?? null, password)
  if (!user || !matches || user.disabledAt) return refuse(user?.id ?? null, client)
  const sessionId = await db().$transaction((tx) => openSession(tx, user.id, client, 'password'))
  await giveBack(keys)
  return sessionId
}

async function refuse(userId: string | null, client: ClientInfo): Promise<never> {
  await db().$transaction((tx) =>
    record(tx, {
      action: 'session.refused',
      actor: null,
      client,
      ...(userId ? { subjectId: userId } : {}),
      details: { method: 'password' },
    }),
  )
  throw new AppError('WRONG_CREDENTIALS')
}
