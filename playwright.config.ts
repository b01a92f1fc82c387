import { defineConfig } from '@playwright/test'
import { launchOptions } from './scripts/test/chromium.ts'

export default defineConfig({
  testDir: 'e2e',
  globalSetup: './e2e/global-setup.ts',
  forbidOnly: true,
  // Two browsers keep two cores busy; more only make each other late.
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  outputDir: 'test-results',
  use: {
    ...(process.env.E2E_BASE_URL ? { baseURL: process.env.E2E_BASE_URL } : {}),
    browserName: 'chromium',
    launchOptions: launchOptions(),
    locale: 'en-GB',
    timezoneId: 'UTC',
    // A trace of every step would cost a third of the time; ask for one with --trace on.
    screenshot: 'only-on-failure',
  },
  projects: [
    { name: 'e2e', testMatch: '**/*.spec.ts' },
    { name: 'long', testMatch: '**/*.long.ts', timeout: 30 * 60_000, workers: 1 },
  ],
})
