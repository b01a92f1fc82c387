import type { BrowserContext, Page } from '@playwright/test'

/** One file, or part of one, that the store (or the proxy) has answered. Times are milliseconds of the page's own clock. */
export type Stored = { size: number; status: number; at: number }

declare global {
  interface Window {
    benchClock: {
      chosenAt: number
      stored: Stored[]
      /** File name → when the table of documents first showed it as Ready; null: wanted and not yet. */
      ready: Record<string, number | null>
    }
  }
}

/**
 * Puts the same clock into every page of the run: when files were chosen, when an upload was answered, when a row of the
 * table turned Ready. All on one clock, without a poll and without touching the requests.
 */
export async function addPageClock(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const clock: Window['benchClock'] = { chosenAt: 0, stored: [], ready: {} }
    window.benchClock = clock
    addEventListener('change', () => (clock.chosenAt = performance.now()), true)

    window.XMLHttpRequest = class extends XMLHttpRequest {
      override send(body?: Document | XMLHttpRequestBodyInit | null): void {
        const file = body instanceof FormData ? body.get('file') : body
        if (file instanceof Blob) this.addEventListener('loadend', () => this.#note(file.size))
        super.send(body)
      }

      #note(size: number): void {
        clock.stored.push({ size, status: this.status, at: performance.now() })
      }
    }

    const look = () => {
      const wanted = Object.keys(clock.ready).filter((name) => clock.ready[name] === null)
      if (wanted.length === 0) return
      for (const row of document.querySelectorAll('table[aria-label="Documents"] tbody tr')) {
        const isReady = [...row.children].some((cell) => cell.textContent.trim() === 'Ready')
        const name = isReady ? wanted.find((each) => row.textContent.includes(each)) : undefined
        if (name !== undefined) clock.ready[name] = performance.now()
      }
    }
    const everything = { subtree: true, childList: true, characterData: true, attributes: true }
    new MutationObserver(look).observe(document, everything)
  })
}

/** Waits until `files` uploads were answered since the last `forget`, and answers with them. */
export async function stored(page: Page, files: number, timeout: number): Promise<Stored[]> {
  await page.waitForFunction((count) => window.benchClock.stored.length >= count, files, { timeout, polling: 100 })
  return page.evaluate(() => window.benchClock.stored)
}

/** Waits until the store has taken so many bytes since the last `forget`; answers when the last of them were answered. */
export async function storedBytes(page: Page, bytes: number, timeout: number): Promise<number> {
  const taken = () => window.benchClock.stored.filter(({ status }) => status < 300)
  const all = (wanted: number) =>
    window.benchClock.stored.reduce((sum, { size, status }) => (status < 300 ? sum + size : sum), 0) >= wanted
  await page.waitForFunction(all, bytes, { timeout, polling: 100 })
  return Math.max(...(await page.evaluate(taken)).map(({ at }) => at))
}

/** Forgets what was, and waits for these rows from now on. */
export function expectReady(page: Page, names: string[]): Promise<void> {
  return page.evaluate((wanted) => {
    window.benchClock.stored = []
    window.benchClock.ready = Object.fromEntries(wanted.map((name) => [name, null]))
  }, names)
}

/** When each row turned Ready. */
export async function ready(page: Page, timeout: number): Promise<Record<string, number>> {
  const all = () => Object.values(window.benchClock.ready).every((at) => at !== null)
  await page.waitForFunction(all, undefined, { timeout, polling: 20 })
  return (await page.evaluate(() => window.benchClock.ready)) as Record<string, number>
}
