import { expect, test } from 'vitest'
import { asTheme, asTimeZone } from './preferences'

test('a theme is one of three', () => {
  expect(asTheme('dark')).toBe('dark')
  expect(asTheme('"><script>')).toBe('system')
  expect(asTheme(undefined)).toBe('system')
})

test('a time zone is one that exists', () => {
  expect(asTimeZone('Europe/Zurich')).toBe('Europe/Zurich')
  expect(asTimeZone('Mars/Base')).toBe('UTC')
  expect(asTimeZone('')).toBe('UTC')
  expect(asTimeZone(undefined)).toBe('UTC')
})
