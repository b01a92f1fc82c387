// Not the fixtures of the other specs: here requests fail on purpose, and Chromium reports each to the console.
import { test as base } from '@playwright/test'
import { Rig } from './rig.ts'

export { expect } from '@playwright/test'

export const test = base.extend<{ patience: void }, { rig: Rig }>({
  // Engines are started and waited for: on a busy machine that takes most of the usual minute.
  patience: [
    // oxlint-disable-next-line no-empty-pattern -- how Playwright wants it
    async ({}, use, testInfo) => {
      testInfo.setTimeout(Math.max(testInfo.timeout, 180_000))
      await use()
    },
    { auto: true },
  ],
  rig: [
    // oxlint-disable-next-line no-empty-pattern -- how Playwright wants it
    async ({}, use) => {
      const rig = await Rig.start()
      await use(rig)
      await rig.stop()
    },
    { scope: 'worker', timeout: 120_000 },
  ],
})
