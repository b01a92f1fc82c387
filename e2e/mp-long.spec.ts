import { writeFileSync } from 'node:fs'
import { test } from './fixtures.ts'
import { dropFromDisk } from './parts.ts'
import { longestPause, watchFrames, writeNotes } from './thousand.ts'
test('long', async ({ page, signIn }, testInfo) => {
  test.setTimeout(120_000)
  await signIn('MEMBER')
  const notes = await writeNotes(testInfo.outputPath('notes'), 1000)
  await page.goto('/account')
  await page.waitForTimeout(2000)
  const c = await page.context().newCDPSession(page)
  await page.evaluate(() => {
    const w = window as unknown as { tasks: [number, number][] }
    w.tasks = []
    new PerformanceObserver((l) => { for (const e of l.getEntries()) w.tasks.push([Math.round(e.startTime), Math.round(e.duration)]) }).observe({ type: 'longtask' })
  })
  await c.send('Profiler.enable'); await c.send('Profiler.setSamplingInterval', { interval: 1000 }); await c.send('Profiler.start')
  await watchFrames(page)
  await dropFromDisk(page, ...notes)
  await page.waitForTimeout(6000)
  const { profile } = await c.send('Profiler.stop')
  writeFileSync('/tmp/mp-profile.json', JSON.stringify(profile))
  console.log(await longestPause(page), await page.evaluate(() => JSON.stringify((window as unknown as { tasks: unknown }).tasks)))
})
