import type { Page } from '@playwright/test'
import { bar, choose, chooseAction, expectStatus, upload } from './documents.ts'
import { noise, textFile } from './files.ts'
import { expect, test } from './fixtures.ts'
import { uploadSpeed } from './line.ts'

declare global {
  interface Window {
    /** From now on this tab's actions are those of an older build. */
    growOld: () => void
  }
}

/** Lets the page call actions that the server does not know, from inside: `page.route` would break running uploads. */
async function mayGrowOld(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const fetch = window.fetch.bind(window)
    let old = false
    window.growOld = () => (old = true)
    window.fetch = (input, init) => {
      const headers = new Headers(init?.headers)
      if (!old || !headers.has('next-action')) return fetch(input, init)
      headers.set('next-action', '40'.padEnd(42, 'f'))
      return fetch(input, { ...init, headers })
    }
  })
}

const updated = (page: Page) => page.getByText('Countersign was updated, reload.')

test('a tab that is older than the server says so, and its running upload goes on to Ready', async ({
  page,
  signIn,
  allowConsole,
}) => {
  allowConsole(/status of 409/)
  await mayGrowOld(page)
  await signIn('MEMBER')
  await upload(page, textFile('old.txt'))
  await uploadSpeed(page, 1_000_000)
  await choose(page, [noise('running.bin', 5_000_000)])
  await expect(bar(page, 'running.bin')).toHaveAttribute('aria-valuenow', /^[1-9]/)
  await page.evaluate(() => window.growOld())

  await chooseAction(page, 'old.txt', 'Rename…')
  await page.getByRole('textbox', { name: 'Name' }).fill('new.txt')
  await page.getByRole('button', { name: 'Rename', exact: true }).click()
  await expect(page.getByRole('dialog').getByText('Countersign was updated. Reload the page to go on.')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(updated(page)).toBeVisible()
  await expect(bar(page, 'running.bin')).toHaveAttribute('aria-valuenow', /^\d\d?$/)

  await choose(page, [textFile('too late.txt')])
  await expect(page.getByRole('alert').getByText('Countersign was updated. Reload the page to go on.')).toBeVisible()
  await uploadSpeed(page, Infinity)
  await expectStatus(page, 'running.bin', 'Ready')
  await expect(bar(page, 'running.bin')).toHaveAttribute('aria-valuenow', '100')

  await page.getByRole('button', { name: 'Reload' }).click()
  await expect(updated(page)).toBeHidden()
  await expectStatus(page, 'running.bin', 'Ready')
  await upload(page, textFile('in time.txt'))
})
