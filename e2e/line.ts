import type { Page } from '@playwright/test'

/**
 * Slows this page's uploads down, so that there is a middle to look at; `Infinity` lifts it. Never by `page.route`: a
 * routed request reports no progress.
 */
export async function uploadSpeed(page: Page, bytesPerSecond: number): Promise<void> {
  const devtools = await page.context().newCDPSession(page)
  const uploadThroughput = Number.isFinite(bytesPerSecond) ? bytesPerSecond : -1
  await devtools.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 0,
    downloadThroughput: -1,
    uploadThroughput,
  })
}
