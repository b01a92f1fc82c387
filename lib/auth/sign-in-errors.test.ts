import { expect, it } from 'vitest'
import { OIDC_REFUSALS, signInError } from './sign-in-errors'

it('says nothing without a code', () => {
  expect(signInError(null)).toBeNull()
  expect(signInError('')).toBeNull()
})

it('has a sentence for each refusal', () => {
  expect(signInError('CredentialsSignin')).toBe('The email or the password is not right.')
  expect(signInError('TOO_MANY')).toContain('Too many tries')
  for (const [code, sentence] of Object.entries(OIDC_REFUSALS)) expect(signInError(code)).toBe(sentence)
})

it.each(['OAuthCallback', 'AccessDenied', '<script>alert(1)</script>', 'constructor', '__proto__', 'NOT_FOUND'])(
  'never repeats the unknown code %s',
  (code) => {
    expect(signInError(code)).toMatch(/^Signing in did not work\./)
  },
)
