import type { Page } from '@playwright/test'

type Watched = { longest: number }

/** Drops so many small files at once, and watches from then on how long the page stands still. */
export async function dropMany(page: Page, count: number): Promise<void> {
  await page.evaluate((count) => {
    const transfer = new DataTransfer()
    for (let number = 1; number <= count; number += 1) {
      transfer.items.add(new File([`note ${number}`], `note ${number}.txt`, { type: 'text/plain' }))
    }
    const seen = { last: performance.now(), longest: 0 }
    Object.assign(window, { seen })
    const watch = () => {
      seen.longest = Math.max(seen.longest, performance.now() - seen.last)
      seen.last = performance.now()
      requestAnimationFrame(watch)
    }
    requestAnimationFrame(watch)
    const input = document.querySelector<HTMLInputElement>('input[type=file][multiple]')!
    input.files = transfer.files
    input.dispatchEvent(new Event('change', { bubbles: true }))
  }, count)
}

/** Milliseconds of the longest pause between two frames since the drop. */
export function longestPause(page: Page): Promise<number> {
  return page.evaluate(() => (window as unknown as { seen: Watched }).seen.longest)
}
