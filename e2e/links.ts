import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { Browser, BrowserContext, Page } from '@playwright/test'
import { WebClient } from './chaos/web-client.ts'
import { expect } from './fixtures.ts'
import { createPerson, sql, type Person } from './person.ts'
import { setting } from './settings.ts'

// Links as people make them, without the dialog, for specs that are about who opens them.

export type Shared = { owner: Person; client: WebClient; documentId: string; linkId: string; url: string }

const PLAIN = {
  label: '',
  expiresAt: null,
  password: null,
  maxDownloads: null,
  recipients: [] as string[],
  viewOnly: false,
  notifyOnOpen: false,
}

export type Terms = Partial<Record<keyof typeof PLAIN, unknown>>

/** A document of a new person, Ready, and a link to it. */
export async function shareByLink(
  terms: Terms = {},
  text = 'This is shared.',
  name = 'Agreement 2026.txt',
): Promise<Shared> {
  const owner = await createPerson('MEMBER')
  const client = new WebClient(setting('APP_URL'))
  expect(await client.signIn(owner)).toBe(200)
  const documentId = await client.upload(text, name)
  await expect
    .poll(() => sql('SELECT status FROM "Document" WHERE id = $1', [documentId]))
    .toEqual([{ status: 'READY' }])
  const made = await act<{ linkId: string; url: string }>(client, 'createLink', { ...PLAIN, documentId, ...terms })
  return { owner, client, documentId, ...made }
}

/** Calls an action of the owner's and demands that it worked. */
export async function act<T>(client: WebClient, name: string, input: unknown): Promise<T> {
  const result = await client.action<T>(name, input)
  if (!result.ok) throw new Error(`${name}: ${result.message}`)
  return result.data
}

/** All specs come from one network, and guess more than one network may. */
export async function forgetTries(): Promise<void> {
  await sql(`DELETE FROM "RateLimit" WHERE key ~ '^link-(miss|code-ip|password-ip):'`)
}

export const freshAddress = () => `client-${randomUUID()}@example.com`

/** Clicks Download and reads what was saved. */
export async function saved(page: Page): Promise<{ name: string; text: string }> {
  const started = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Download' }).click()
  const file = await started
  return { name: file.suggestedFilename(), text: await readFile(await file.path(), 'utf8') }
}

/** A form of the page, posted as a browser does. */
export function post(context: BrowserContext, url: string, step: string, form: Record<string, string> = {}) {
  return context.request.post(`${url}/${step}`, {
    form,
    headers: { origin: setting('APP_URL') },
    maxRedirects: 0,
  })
}

/** A stranger's browser, with scripts or without. */
export function strangers(browser: Browser, scripts: boolean) {
  return browser.newContext({ javaScriptEnabled: scripts, baseURL: setting('APP_URL') })
}
