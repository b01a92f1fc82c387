import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { summary, tallyPlaywright, tallyVitest } from './tally.ts'

const report = (content: unknown) => {
  const file = join(mkdtempSync(join(tmpdir(), 'tally-')), 'report.json')
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content))
  return file
}
const vitest = (numPassedTests: number, numTotalTests: number, testResults: unknown[] = []) =>
  report({ numPassedTests, numTotalTests, testResults })

describe('a Vitest report', () => {
  it('counts what passed and what did not', () =>
    expect(tallyVitest(vitest(3, 4), 1)).toEqual({ passed: 3, failed: 1 }))
  it('counts a file that could not be loaded', () =>
    expect(tallyVitest(vitest(3, 3, [{ status: 'failed', assertionResults: [] }]), 1)).toEqual({
      passed: 3,
      failed: 1,
    }))
  it('does not take a bad end for a good one', () =>
    expect(tallyVitest(vitest(3, 3), 1)).toEqual({ passed: 3, failed: 1 }))
  it('does not take an empty run for a good one', () =>
    expect(tallyVitest(vitest(0, 0), 0)).toEqual({ passed: 0, failed: 1 }))
  it.each(['', '{"num'])('that is missing or broken is one failure', (text) =>
    expect(tallyVitest(text ? report(text) : '/nowhere/at/all', 0)).toEqual({ passed: 0, failed: 1 }),
  )
})

describe('a Playwright report', () => {
  it('counts flaky and skipped tests as failed', () => {
    const file = report({ stats: { expected: 5, unexpected: 1, flaky: 1, skipped: 1 } })
    expect(tallyPlaywright(file, 1)).toEqual({ passed: 5, failed: 3 })
  })
})

it('the last line adds everything up', () =>
  expect(
    summary([
      { passed: 1, failed: 0 },
      { passed: 20, failed: 2 },
    ]),
  ).toBe('21 passed, 2 failed'))
