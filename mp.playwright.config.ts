import { defineConfig } from '@playwright/test'
import { launchOptions } from './scripts/test/chromium.ts'
export default defineConfig({
  testDir: 'e2e',
  workers: 1,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  outputDir: '/tmp/mp-results',
  reporter: 'list',
  use: { browserName: 'chromium', launchOptions: launchOptions(), locale: 'en-GB', timezoneId: 'UTC' },
})
