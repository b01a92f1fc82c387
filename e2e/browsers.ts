import { chromium, type Browser, type BrowserContext } from '@playwright/test'
import { launchOptions } from '../scripts/test/chromium.ts'
import { setting } from './settings.ts'

/** A browser of a test's own, for what only the command line can change. */
export async function launchBrowser(changes: { args?: string[]; without?: string[] }): Promise<Browser> {
  const { args, ...options } = launchOptions()
  return chromium.launch({
    ...options,
    args: [...args, ...(changes.args ?? [])],
    ignoreDefaultArgs: changes.without ?? [],
  })
}

/** As the runner's own contexts: relative addresses are the app's. */
export function newContext(browser: Browser): Promise<BrowserContext> {
  return browser.newContext({ baseURL: setting('APP_URL') })
}
