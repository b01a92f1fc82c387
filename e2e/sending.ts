import type { Locator, Page } from '@playwright/test'
import type { ParsedMail } from 'mailparser'
import { chooseAction } from './documents.ts'
import { expect } from './fixtures.ts'

// What people do when they send documents by mail, by the names that screen readers say.

export async function openSending(page: Page, name: string): Promise<void> {
  await chooseAction(page, name, 'Send by mail…')
  await expect(recipientsField(page)).toBeVisible()
}

export const recipientsField = (page: Page): Locator => page.getByRole('combobox', { name: 'To', exact: true })

export const chosen = (page: Page): Locator =>
  page.getByRole('list', { name: 'Recipients', exact: true }).getByRole('listitem')

/** Pastes a list as it comes from elsewhere; typing it would go another way. */
export async function pasteRecipients(page: Page, text: string): Promise<void> {
  await recipientsField(page).evaluate((field, pasted) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', pasted)
    field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  }, text)
}

/** Sends what the dialog holds and closes it. */
export async function send(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(page.getByText(/^On its way to /)).toBeVisible()
  await page.getByRole('button', { name: 'Done' }).click()
}

/** Opens the list of recipients of the newest message on Sent. */
export async function openSent(page: Page, title: string): Promise<void> {
  await page.goto('/sent')
  await page.getByRole('button', { name: `Recipients of ${title}`, exact: true }).click()
}

export const recipient = (page: Page, address: string): Locator =>
  page
    .getByRole('list', { name: /^Recipients of / })
    .getByRole('listitem')
    .filter({ hasText: address })

/** What may be done with one recipient, out of the menu beside them. */
export async function withRecipient(page: Page, address: string, item: string): Promise<void> {
  await page.getByRole('button', { name: `More for ${address}`, exact: true }).click()
  await page.getByRole('menuitem', { name: item }).click()
}

/** The private addresses in a message, each once. */
export function linksOf({ text }: ParsedMail): string[] {
  return [...new Set((text ?? '').match(/https?:\/\/\S+/g))]
}
