import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { LinkRow } from '@/lib/sharing/links/schema'
import { endOf, newLinkValues, passwordChange, termsOf, valuesOf } from './link-values'

const TERMS = {
  linksAllowed: true,
  frozen: false,
  gate: 'NONE',
  longestDays: null,
  domains: [],
  mail: true,
  opensInline: true,
} as const

beforeEach(() => vi.useFakeTimers({ now: Date.parse('2026-11-24T12:00:00Z') }))
afterEach(() => vi.useRealTimers())

describe('what is typed into the form of a link', () => {
  const values = newLinkValues({ ...TERMS, domains: [] })

  it('begins with a week, or with the longest that is allowed', () => {
    expect(values.end).toBe('7')
    expect(newLinkValues({ ...TERMS, domains: [], longestDays: 1 }).end).toBe('1')
  })

  it('reads recipients however they are separated', () => {
    const typed = { ...values, recipients: ' a@example.com, b@example.com;\n@example.net ', maxDownloads: '5' }
    expect(termsOf(typed)).toMatchObject({
      recipients: ['a@example.com', 'b@example.com', '@example.net'],
      maxDownloads: 5,
    })
    expect(termsOf(values)).toMatchObject({ recipients: [], maxDownloads: null })
  })

  it('knows its end', () => {
    expect(endOf({ end: '1', day: '' })).toBe('2026-11-25T12:00:00.000Z')
    expect(endOf({ end: 'never', day: '2026-12-01' })).toBeNull()
    expect(endOf({ end: 'same', day: '' }, '2026-12-01T00:00:00.000Z')).toBe('2026-12-01T00:00:00.000Z')
    expect(endOf({ end: 'day', day: '' })).toBeNull()
    expect(endOf({ end: 'day', day: '2026-12-01' })).toMatch(/^2026-12-0[12]T/)
  })

  it('leaves the password as it is unless one was typed or it is taken away', () => {
    expect(passwordChange(values)).toEqual({})
    expect(passwordChange({ ...values, password: 'open sesame' })).toEqual({ password: 'open sesame' })
    expect(passwordChange({ ...values, removePassword: true })).toEqual({ password: null })
  })

  it('is what the link has when it is changed', () => {
    const link: LinkRow = {
      id: 'x',
      label: 'bank',
      state: 'LIVING',
      giver: { name: 'x', isMe: true },
      mayChange: true,
      endsAt: null,
      expiresAt: null,
      password: true,
      recipients: ['@example.net', 'a@example.com'],
      viewOnly: true,
      notifyOnOpen: false,
      maxDownloads: 3,
      downloads: 1,
      lastUsedAt: null,
    }
    expect(termsOf(valuesOf(link))).toEqual({
      label: 'bank',
      maxDownloads: 3,
      recipients: ['@example.net', 'a@example.com'],
      viewOnly: true,
      notifyOnOpen: false,
    })
  })
})
