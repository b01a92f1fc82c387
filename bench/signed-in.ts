import { chromium, type Browser, type Page } from '@playwright/test'
import { ADMIN, type App } from './app.ts'
import { addPageClock } from './page-clock.ts'

/** Opens Chromium on the page of documents, signed in, with the clock in every page. */
export async function openDocuments(app: App): Promise<{ browser: Browser; page: Page }> {
  const executablePath = process.env.CHROMIUM_PATH || '/usr/bin/chromium'
  const browser = await chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] })
  const context = await browser.newContext()
  await addPageClock(context)
  const page = await context.newPage()
  await page.goto(`${app.url}/sign-in`)
  await page.getByRole('textbox', { name: 'Email' }).fill(ADMIN.email)
  await page.getByRole('textbox', { name: 'Password' }).fill(ADMIN.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('heading', { name: 'Documents' }).waitFor()
  return { browser, page }
}
