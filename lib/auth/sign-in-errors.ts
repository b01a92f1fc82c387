import { ERRORS, type ErrorCode } from '../errors'

// Client-safe: the `error` of next-auth's answers and of `/sign-in?error=…` as sentences.

export const OIDC_REFUSALS = {
  OIDC_NOT_INVITED: 'Nobody with this account is a member here. Ask an administrator to invite you.',
  OIDC_UNVERIFIED:
    'Your provider has not verified your email address, so it cannot be matched with a member. Verify it there, then try again.',
  OIDC_HAS_PASSWORD: 'The member with this email address signs in with a password. Use it here.',
  OIDC_OTHER_IDENTITY:
    'The member with this email address signs in with another account of the provider. Use that one, or ask an administrator.',
} as const
export type OidcRefusal = keyof typeof OIDC_REFUSALS

const SENTENCES: Readonly<Record<string, string>> = {
  CredentialsSignin: ERRORS.WRONG_CREDENTIALS[1],
  ...OIDC_REFUSALS,
}
const SHOWN: readonly ErrorCode[] = ['TOO_MANY', 'DATABASE_DOWN', 'INTERNAL', 'BAD_INPUT']

/** The sentence for an error code of sign-in; a general one for codes of next-auth and the provider; null without a code. */
export function signInError(code: string | null | undefined): string | null {
  if (!code) return null
  if (Object.hasOwn(SENTENCES, code)) return SENTENCES[code] ?? null
  const known = SHOWN.find((shown) => shown === code)
  return known ? ERRORS[known][1] : 'Signing in did not work. Try again; if it stays, ask an administrator.'
}
