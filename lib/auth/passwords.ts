import 'server-only'
import { hash, verify } from '@node-rs/argon2'
import { shared } from '../shared'
import { normalizePassword } from './password-policy'

/** Argon2id with m = 19 MiB, t = 2, p = 1: OWASP Password Storage Cheat Sheet, “Argon2id”. The salt is 16 random bytes. */
const OWASP = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

/** Hashes a password as a PHC string. Takes some 20 ms of one core and 19 MiB. */
export function hashPassword(password: string): Promise<string> {
  return hash(normalizePassword(password), OWASP)
}

/**
 * Says whether the password is the one of the hash. Without a hash (nobody has that address, or the invitation was never
 * used) it does the same work against a hash that nothing matches, so that time tells nothing.
 */
export async function verifyPassword(passwordHash: string | null, password: string): Promise<boolean> {
  const matches = await verify(passwordHash ?? (await decoy()), normalizePassword(password))
  return matches && passwordHash !== null
}

function decoy(): Promise<string> {
  return shared('password-decoy', () => hashPassword(crypto.randomUUID()))
}
