import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { startApp } from './app.ts'
import { percentile } from './figures.ts'
import { measure } from './measure.ts'
import { expectReady, ready, stored } from './page-clock.ts'
import { openDocuments } from './signed-in.ts'

const FILES = Number(process.env.BENCH_FILES || 200)
/** As many as the page sends at once, so that every row of a drop is in view. */
const A_DROP = 4
/** Each file has a size of its own: that is how an answer of the store is matched to its row. */
const SMALLEST = 20_000
const PATIENCE_MS = 60_000

await measure(async (shutdown) => {
  // No reconciler: what becomes Ready does so by the store's notification alone.
  const app = await startApp(shutdown, { STORAGE_EVENTS: 'on', RECONCILE_INTERVAL: '0' })
  const page = await openDocuments(app, shutdown)
  const folder = join(app.dataDir, 'bench-files')
  mkdirSync(folder)
  await drop(page, folder, named('warm-up', 0, A_DROP))
  const latencies: number[] = []
  for (let first = 0; first < FILES; first += A_DROP) {
    latencies.push(...(await drop(page, folder, named('bench', first, Math.min(first + A_DROP, FILES)))))
  }
  return report(latencies)
})

function named(what: string, from: number, to: number): string[] {
  return Array.from({ length: to - from }, (_, index) => `${what}-${String(from + index).padStart(5, '0')}.txt`)
}

/** Uploads files together; answers with milliseconds from the store's 201 to Ready in the table, for each. */
async function drop(page: Page, folder: string, names: string[]): Promise<number[]> {
  for (const [index, name] of names.entries()) writeFileSync(join(folder, name), 'x'.repeat(SMALLEST + index))
  await expectReady(page, names)
  await page.getByLabel('Upload files').setInputFiles(names.map((name) => join(folder, name)))
  const answers = await stored(page, names.length, PATIENCE_MS)
  const turned = await ready(page, PATIENCE_MS)
  return names.map((name, index) => {
    const answer = answers.find(({ size, status }) => size === SMALLEST + index && status === 201)
    if (answer === undefined) throw new Error(`The store did not take ${name}.`)
    // The notification may overtake the answer.
    return Math.max(0, (turned[name] ?? Number.NaN) - answer.at)
  })
}

function report(latencies: number[]) {
  const at = (p: number) => Math.round(percentile(latencies, p))
  console.log(`${latencies.length} uploads, from the store's 201 to Ready in the table, in ms:`)
  console.log(`p50 ${at(0.5)}   p95 ${at(0.95)}   p99 ${at(0.99)}   max ${at(1)}`)
  return { p50_ms: at(0.5), p95_ms: at(0.95) }
}
