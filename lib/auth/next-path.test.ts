import { expect, it } from 'vitest'
import { HOME, safeNext } from './next-path'

it.each([
  '/documents',
  '/account?tab=sessions#here',
  '/settings/members',
  '/s/abc',
  '/documents?next=https://evil.example',
])('goes on to %s', (path) => {
  expect(safeNext(path)).toBe(path)
})

it.each([
  'https://evil.example',
  '//evil.example',
  '///evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  ' //evil.example',
  '/..//evil.example',
  '/.//evil.example',
  '/%2e%2e//evil.example',
  'javascript:alert(1)',
  'data:text/html,x',
  'documents',
  '',
  '/api/auth/signout',
  '/sign-in?next=/sign-in',
  '/reset/token',
  null,
  undefined,
  ['/documents'],
])('does not follow %j', (path) => {
  expect(safeNext(path)).toBe(HOME)
})

it('stays on the site whatever the base is', () => {
  for (const path of [
    '/documents',
    '//evil.example',
    '/\\evil.example',
    '/..//evil.example',
    '/@evil.example',
    '/:80',
  ]) {
    expect(new URL(safeNext(path), 'http://localhost:3000').origin).toBe('http://localhost:3000')
  }
})
