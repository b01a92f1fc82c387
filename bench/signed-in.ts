import { chromium, type Page } from '@playwright/test'
import { signInAs } from '../e2e/fixtures.ts'
import { launchOptions } from '../scripts/test/chromium.ts'
import type { Shutdown } from '../scripts/up/shutdown.ts'
import { ADMIN, type Server } from './app.ts'
import { addPageClock } from './page-clock.ts'

// Playwright would end this process before everything else is stopped.
const OURS_TO_STOP = { handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false }

/** Opens Chromium on the page of documents, signed in, with the clock in every page. */
export async function openDocuments(server: Server, shutdown: Shutdown): Promise<Page> {
  const browser = await chromium.launch({ ...launchOptions(), ...OURS_TO_STOP })
  shutdown.add(() => browser.close())
  const context = await browser.newContext({ baseURL: server.url })
  await addPageClock(context)
  const page = await context.newPage()
  await signInAs(page, ADMIN)
  return page
}
