import { basename } from 'node:path'
import type { Page } from '@playwright/test'
import { expectReady, ready, stored } from './page-clock.ts'
import { ProcessMeter, type Cost } from './process-meter.ts'

const PATIENCE_MS = 600_000

/**
 * Uploads the file through the app's own page. Seconds from the choice of the file to the store's answer, as with the
 * others; the server's cost from before the choice until the document is Ready.
 */
export async function ourUpload(page: Page, serverPid: number, path: string): Promise<{ seconds: number; cost: Cost }> {
  const name = basename(path)
  const meter = new ProcessMeter(serverPid)
  await expectReady(page, [name])
  meter.start()
  await page.getByLabel('Upload files').setInputFiles(path)
  const [answer] = await stored(page, 1, PATIENCE_MS)
  if (answer?.status !== 201) throw new Error(`Our POST was answered ${answer?.status}.`)
  const seconds = (answer.at - (await page.evaluate(() => window.benchClock.chosenAt))) / 1000
  await ready(page, PATIENCE_MS)
  return { seconds, cost: meter.stop() }
}
