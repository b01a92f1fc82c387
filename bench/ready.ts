import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { run } from '../scripts/problem.ts'
import { startApp } from './app.ts'
import { percentile } from './figures.ts'
import { machine } from './machine.ts'
import { expectReady, ready, stored } from './page-clock.ts'
import { openDocuments } from './signed-in.ts'

const FILES = Number(process.env.BENCH_FILES || 200)
/** As many as the page sends at once, so that every row of a drop is in view. */
const A_DROP = 4
/** Each file has a size of its own: that is how an answer of the store is matched to its row. */
const SMALLEST = 20_000
const PATIENCE_MS = 60_000

await run(async () => {
  console.log(machine())
  // No reconciler: what becomes Ready does so by the store's notification alone.
  const app = await startApp({ STORAGE_EVENTS: 'on', RECONCILE_INTERVAL: '0' })
  try {
    const { browser, page } = await openDocuments(app)
    const folder = join(app.dataDir, 'bench-files')
    mkdirSync(folder)
    await drop(Array.from({ length: A_DROP }, (_, index) => `warm-up-${index}.txt`))
    const latencies: number[] = []
    for (let first = 0; first < FILES; first += A_DROP) {
      const count = Math.min(A_DROP, FILES - first)
      const names = Array.from({ length: count }, (_, index) => `bench-${String(first + index).padStart(5, '0')}.txt`)
      latencies.push(...(await drop(names)))
    }
    await browser.close()
    report(latencies)

    /** Uploads files together; answers with milliseconds from the store's 201 to Ready in the table, for each. */
    async function drop(names: string[]): Promise<number[]> {
      for (const [index, name] of names.entries()) writeFileSync(join(folder, name), 'x'.repeat(SMALLEST + index))
      await expectReady(page, names)
      await page.getByLabel('Upload files').setInputFiles(names.map((name) => join(folder, name)))
      const answers = await stored(page, names.length, PATIENCE_MS)
      const turned = await ready(page, PATIENCE_MS)
      return names.map((name, index) => {
        const answer = answers.find(({ size, status }) => size === SMALLEST + index && status === 201)
        if (answer === undefined) throw new Error(`The store did not take ${name}.`)
        return Math.max(0, (turned[name] ?? Number.NaN) - answer.at)
      })
    }
  } finally {
    await app.stop()
  }
})

function report(latencies: number[]): void {
  const figures = [0.5, 0.95, 0.99, 1].map((p) => Math.round(percentile(latencies, p)))
  console.log(`${latencies.length} uploads, from the store's 201 to Ready in the table, in ms:`)
  console.log(`p50 ${figures[0]}   p95 ${figures[1]}   p99 ${figures[2]}   max ${figures[3]}`)
  console.log(JSON.stringify({ p50_ms: figures[0], p95_ms: figures[1] }))
}
