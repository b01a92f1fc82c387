import { describe, expect, test } from 'vitest'
import { backoff, RETRIES, verdict } from './retry'

const refused = (status: number, code: string | null = null) => verdict({ kind: 'refused', status, code })

describe('backoff', () => {
  test('doubles up to half a minute', () => {
    const longest = Array.from({ length: RETRIES }, (_, retry) => backoff(retry, () => 1))
    expect(longest).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000])
  })

  test('leaves half of it to chance', () => {
    expect(backoff(3, () => 0)).toBe(4_000)
    expect(backoff(3, () => 0.5)).toBe(6_000)
  })

  test('outlasts the half minute in which a restarted store warms up, however the dice fall', () => {
    const shortest = Array.from({ length: RETRIES }, (_, retry) => backoff(retry, () => 0))
    expect(shortest.reduce((sum, ms) => sum + ms)).toBeGreaterThan(35_000)
  })
})

describe('verdict', () => {
  test('tries again after a broken connection, silence or a store in trouble', () => {
    expect(verdict({ kind: 'network' }).kind).toBe('again')
    expect(verdict({ kind: 'silent' }).kind).toBe('again')
    for (const status of [500, 502, 503, 504, 408, 429]) expect(refused(status).kind).toBe('again')
    expect(refused(400, 'RequestTimeout').kind).toBe('again')
    expect(refused(400, 'IncompleteBody').kind).toBe('again')
    expect(refused(400, 'BadDigest').kind).toBe('again')
  })

  test('signs again after a 403', () => {
    expect(refused(403, 'AccessDenied').kind).toBe('resign')
    expect(refused(403).kind).toBe('resign')
  })

  test('gives up on a file whose size changed', () => {
    for (const code of ['EntityTooLarge', 'EntityTooSmall']) {
      expect(refused(400, code)).toEqual({
        kind: 'final',
        message: 'The file is not as large as it was when you chose it. Choose it again.',
      })
    }
  })

  test('gives up on every other refusal', () => {
    for (const status of [400, 404, 405, 411, 413, 301]) expect(refused(status).kind).toBe('final')
  })

  test('speaks in sentences', () => {
    const failures = [
      verdict({ kind: 'network' }),
      verdict({ kind: 'silent' }),
      refused(503),
      refused(403),
      refused(404),
    ]
    for (const { message } of failures) expect(message).toMatch(/^[A-Z][^!]+\.$/)
  })
})
