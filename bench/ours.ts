import { statSync } from 'node:fs'
import { basename } from 'node:path'
import type { Page } from '@playwright/test'
import { expectReady, ready, storedBytes } from './page-clock.ts'
import { ProcessMeter, type Cost } from './process-meter.ts'

const PATIENCE_MS = 600_000

/**
 * Uploads the file through the app's own page. Seconds from the choice of the file to the store's last answer, as with the
 * others; the server's cost from before the choice until the document is Ready.
 */
export async function ourUpload(page: Page, serverPid: number, path: string): Promise<{ seconds: number; cost: Cost }> {
  const name = basename(path)
  const { size } = statSync(path)
  const meter = new ProcessMeter(serverPid)
  await expectReady(page, [name])
  meter.start()
  await page.getByLabel('Upload files').setInputFiles(path)
  const answeredAt = await storedBytes(page, size, PATIENCE_MS)
  const seconds = (answeredAt - (await page.evaluate(() => window.benchClock.chosenAt))) / 1000
  await ready(page, PATIENCE_MS)
  return { seconds, cost: meter.stop() }
}
