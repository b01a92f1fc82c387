import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'

type Watched = Window & { seen: { last: number; longest: number } }

/** Writes so many small files; answers with their paths. */
export async function writeNotes(folder: string, count: number): Promise<string[]> {
  await mkdir(folder, { recursive: true })
  const paths = Array.from({ length: count }, (_, index) => join(folder, `note ${index + 1}.txt`))
  await Promise.all(paths.map((path) => writeFile(path, `This is ${path}.`)))
  return paths
}

/** Watches from now on how long the page stands still. */
export async function watchFrames(page: Page): Promise<void> {
  await page.evaluate(() => {
    const seen = { last: performance.now(), longest: 0 }
    Object.assign(window, { seen })
    const watch = () => {
      seen.longest = Math.max(seen.longest, performance.now() - seen.last)
      seen.last = performance.now()
      requestAnimationFrame(watch)
    }
    requestAnimationFrame(watch)
  })
}

/** Milliseconds of the longest pause between two frames. */
export function longestPause(page: Page): Promise<number> {
  return page.evaluate(() => (window as unknown as Watched).seen.longest)
}
