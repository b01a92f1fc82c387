import { test } from './fixtures.ts'
import { dropMany, longestPause } from './thousand.ts'
test('long', async ({ page, signIn }) => {
  test.setTimeout(120_000)
  await signIn('MEMBER')
  await page.waitForTimeout(2000)
  await page.evaluate(() => {
    const w = window as unknown as { tasks: [number, number][] }
    w.tasks = []
    new PerformanceObserver((l) => { for (const e of l.getEntries()) w.tasks.push([Math.round(e.startTime), Math.round(e.duration)]) }).observe({ type: 'longtask' })
  })
  await dropMany(page, 1000)
  for (let i = 0; i < 5; i++) { await page.waitForTimeout(4000); console.log(await longestPause(page), await page.evaluate(() => JSON.stringify((window as unknown as { tasks: unknown }).tasks))) }
})
