import { z } from 'zod'

// Client-safe: what a new password must be, for the form and for the server.

/** NIST SP 800-63B-4 §3.1.1.2 asks for at least 15 where the password is the only factor, 8 otherwise; OWASP ASVS for 12. */
export const MIN_PASSWORD = 12
/** Enough for any passphrase; an end, so that nobody makes the server hash megabytes. */
export const MAX_PASSWORD = 128

/** Fewer different characters than this is “aaaaaaaaaaaa” or “121212121212”. */
const MIN_DIFFERENT = 5

const WELL_KNOWN = [
  'password',
  'passwort',
  'qwerty',
  'qwertz',
  'azerty',
  'letmein',
  'iloveyou',
  'countersign',
  'welcome',
  'changeme',
]
const SEQUENCES = ['abcdefghijklmnopqrstuvwxyz', '01234567890123456789', 'qwertyuiopasdfghjklzxcvbnm']

/** One password as typed is one password as stored, whichever keyboard composed its accents (NIST SP 800-63B-4 §3.1.1.2). */
export function normalizePassword(password: string): string {
  return password.normalize('NFKC')
}

export const newPassword = z
  .string({ error: 'Type a password.' })
  .max(MAX_PASSWORD * 4, `A password has at most ${MAX_PASSWORD} characters.`)
  .transform(normalizePassword)
  .superRefine((password, context) => {
    const message = weakness(password)
    if (message) context.addIssue({ code: 'custom', message })
  })

/**
 * Why a password is refused, as a sentence, or null. `personal` are the person's own words (address, name): a password
 * that is little more than one of them is refused too.
 */
export function weakness(password: string, personal: readonly string[] = []): string | null {
  const length = Array.from(password).length
  if (length < MIN_PASSWORD) return `A password has at least ${MIN_PASSWORD} characters.`
  if (length > MAX_PASSWORD) return `A password has at most ${MAX_PASSWORD} characters.`
  if (new Set(password).size < MIN_DIFFERENT) return 'This password repeats itself. Use more different characters.'
  const lower = password.toLowerCase()
  const rest = without(lower, [...words(personal), ...WELL_KNOWN])
  if (rest !== lower && rest.replaceAll(/[^\p{L}\p{N}]/gu, '').length < MIN_PASSWORD / 2) {
    return 'This password is easy to guess. Avoid your name, your address and well-known words.'
  }
  if (SEQUENCES.some((sequence) => sequence.includes(lower) || reversed(sequence).includes(lower))) {
    return 'This password is easy to guess. Avoid rows of letters, digits or keys.'
  }
  return null
}

function words(personal: readonly string[]): string[] {
  return personal.flatMap((text) => text.toLowerCase().split(/[^\p{L}\p{N}]+/u)).filter((word) => word.length >= 4)
}

function without(password: string, parts: readonly string[]): string {
  return parts.reduce((rest, part) => rest.replaceAll(part, ''), password)
}

function reversed(text: string): string {
  return text.split('').toReversed().join('')
}
