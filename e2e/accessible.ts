import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect } from './fixtures.ts'

export const DESK = { width: 1440, height: 900 }
export const PHONE = { width: 390, height: 844 }

/** Waits until the colours that were asked for are on the screen. */
export async function drawn(page: Page): Promise<void> {
  await page.evaluate(async () => {
    do {
      await new Promise(requestAnimationFrame)
      await new Promise(requestAnimationFrame)
    } while (document.getAnimations().some(({ playState }) => playState === 'running'))
  })
}

/** Asks axe about what is on the screen now, in both colour schemes and on both sizes. */
export async function expectAccessible(page: Page, what: string): Promise<void> {
  for (const viewport of [DESK, PHONE]) {
    await page.setViewportSize(viewport)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await drawn(page)
      // “Legacy” is: in the page itself, which has no frames to go through, rather than in a new page each time.
      const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'], preload: false })
      const { violations } = await axe.analyze()
      const found = violations.map(({ id, help, nodes }) => ({
        id,
        help,
        where: nodes.map(({ html }) => html.slice(0, 200)),
      }))
      expect(found, `${what}, ${colorScheme}, ${viewport.width} px`).toEqual([])
    }
  }
  await page.setViewportSize(DESK)
}
