import { describe, expect, it } from 'vitest'
import { MAX_PASSWORD, newPassword, normalizePassword, weakness } from './password-policy'

describe('weakness', () => {
  it.each([
    'correct horse battery',
    'Tr0ub4dor&3-and-more',
    'ein langer Satz mit Wörtern',
    '!@#$%^&*()_+',
    '🦊🐻🐼🐨🐯🦁🐮🐷🐸🐵🐔🐧',
    'passwords are boring to invent',
    'x'.repeat(MAX_PASSWORD - 10) + 'abcdefghi!',
  ])('accepts %s', (password) => {
    expect(weakness(password)).toBeNull()
  })

  it.each([
    ['short', 'at least 12'],
    ['elevenchars', 'at least 12'],
    ['ab1!'.repeat(MAX_PASSWORD), 'at most 128'],
    ['aaaaaaaaaaaa', 'repeats'],
    ['121212121212', 'repeats'],
    ['password1234', 'easy to guess'],
    ['Password123!', 'easy to guess'],
    ['PASSWORDpassword', 'easy to guess'],
    ['password!@#$%^&*()', 'easy to guess'],
    ['qwertyqwerty1', 'easy to guess'],
    ['012345678901', 'rows'],
    ['abcdefghijkl', 'rows'],
    ['987654321098', 'rows'],
  ])('refuses %s', (password, reason) => {
    expect(weakness(password)).toContain(reason)
  })

  it('refuses what is little more than the person’s own words', () => {
    expect(weakness('some.membership1', ['some.membership@example.org', 'Some Membership'])).toContain('easy to guess')
    expect(weakness('membership likes engines', ['some.membership@example.org'])).toBeNull()
  })

  it('counts characters as a reader does, not code units', () => {
    expect(weakness('🦊🐻🐼🐨🐯🦁')).toContain('at least 12')
  })
})

describe('newPassword', () => {
  it('is the same for composed and decomposed accents', () => {
    expect(newPassword.parse('cafe\u0301 au lait noir')).toBe(newPassword.parse('caf\u00e9 au lait noir'))
    expect(normalizePassword('ﬁne')).toBe('fine')
  })

  it('keeps spaces', () => {
    expect(newPassword.parse('  spaces are characters  ')).toBe('  spaces are characters  ')
  })

  it('refuses a megabyte before looking at it', () => {
    expect(newPassword.safeParse('abcde1'.repeat(200_000)).success).toBe(false)
  })
})
