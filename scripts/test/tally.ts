import { existsSync, readFileSync } from 'node:fs'

export type Tally = { passed: number; failed: number }

/** Counts a JSON report of Vitest. A file that could not run has no tests in it, and counts as one that failed. */
export function tallyVitest(file: string, exitCode: number): Tally {
  const report = read<{
    numPassedTests: number
    numTotalTests: number
    testResults: { status: string; assertionResults: unknown[] }[]
  }>(file)
  if (!report) return { passed: 0, failed: 1 }
  const broken = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && !assertionResults.length,
  ).length
  // Skipped tests are in the total and count as failed: a suite that skips in silence says nothing.
  return honest(
    { passed: report.numPassedTests, failed: report.numTotalTests - report.numPassedTests + broken },
    exitCode,
  )
}

/** Counts a JSON report of Playwright. Flaky and skipped count as failed. */
export function tallyPlaywright(file: string, exitCode: number): Tally {
  const report = read<{ stats: { expected: number; unexpected: number; flaky: number; skipped: number } }>(file)
  if (!report) return { passed: 0, failed: 1 }
  const { expected, unexpected, flaky, skipped } = report.stats
  return honest({ passed: expected, failed: unexpected + flaky + skipped }, exitCode)
}

/** The last line of `npm test`. */
export function summary(tallies: Tally[]): string {
  const sum = (key: keyof Tally) => tallies.reduce((total, tally) => total + tally[key], 0)
  return `${sum('passed')} passed, ${sum('failed')} failed`
}

/** A run that ended badly without a failed test (an error outside of any), or without any test, has failed all the same. */
function honest(tally: Tally, exitCode: number): Tally {
  const silent = tally.failed === 0 && (exitCode !== 0 || tally.passed === 0)
  return silent ? { ...tally, failed: 1 } : tally
}

function read<T>(file: string): T | null {
  try {
    return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as T) : null
  } catch {
    return null
  }
}
