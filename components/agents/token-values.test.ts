import { expect, test } from 'vitest'
import { lastDay, newTokenValues, tokenInput } from './token-values'

const NOW = Date.parse('2026-11-25T10:00:00.000Z')

test('a new token reads, reaches everything and ends in 90 days, or as late as it may', () => {
  const values = newTokenValues(365)
  expect(tokenInput({ ...values, name: 'build' }, NOW)).toEqual({
    name: 'build',
    scopes: ['documents:read'],
    documentIds: null,
    expiresAt: '2027-02-23T10:00:00.000Z',
  })
  expect(newTokenValues(30).end).toBe('30')
  expect(newTokenValues(3).end).toBe('3')
})

test('a token can end with a day, and be bound to documents', () => {
  const values = {
    ...newTokenValues(365),
    documents: [{ id: 'an-id', name: 'plan.pdf' }],
    end: 'day',
    day: '2026-12-01',
  }
  const { documentIds, expiresAt } = tokenInput(values, NOW)
  expect(documentIds).toEqual(['an-id'])
  expect(new Date(expiresAt)).toEqual(new Date('2026-12-01T23:59:59.999'))
  expect(tokenInput({ ...values, day: '' }, NOW).expiresAt).toBe('')
})

test('the last day that can be chosen ends before the longest life does', () => {
  for (const days of [1, 30, 365]) {
    const end = new Date(`${lastDay(days, NOW)}T23:59:59.999`).getTime()
    expect(end).toBeGreaterThan(NOW)
    expect(end).toBeLessThanOrEqual(NOW + days * 86_400_000)
  }
})
