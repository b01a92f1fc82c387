import { test as base, type ConsoleMessage, type Page } from '@playwright/test'
import { createPerson, type Person } from './person.ts'

export { expect } from '@playwright/test'
export type { Person } from './person.ts'

type Fixtures = {
  /** An administrator of this test alone, not signed in. */
  admin: Person
  /** Signs in through the page: as this test's administrator, or as its member. The same person every time. */
  signIn: (role?: 'ADMIN' | 'MEMBER') => Promise<Person>
  /** Another person of this test, not signed in. */
  newPerson: (role?: 'ADMIN' | 'MEMBER') => Promise<Person>
  /** Lets console messages that match pass; every other error or warning fails the test. */
  allowConsole: (pattern: RegExp) => void
}

export const test = base.extend<Fixtures>({
  allowConsole: [
    async ({ context }, use) => {
      const allowed: RegExp[] = []
      const noise: string[] = []
      context.on(
        'console',
        (message) => isNoise(message) && noise.push(`${message.text()} (${message.location().url})`),
      )
      context.on('weberror', (error) => noise.push(String(error.error())))
      await use((pattern) => allowed.push(pattern))
      const unexpected = noise.filter((text) => !allowed.some((pattern) => pattern.test(text)))
      base.expect(unexpected, 'the page wrote to the console').toEqual([])
    },
    { auto: true },
  ],
  // oxlint-disable-next-line no-empty-pattern -- how Playwright wants it
  newPerson: async ({}, use) => use((role = 'MEMBER') => createPerson(role)),
  // oxlint-disable-next-line no-empty-pattern -- how Playwright wants it
  admin: async ({}, use) => use(await createPerson('ADMIN')),
  signIn: async ({ page, admin }, use) => {
    let member: Person | undefined
    await use(async (role = 'ADMIN') => {
      const person = role === 'ADMIN' ? admin : (member ??= await createPerson(role))
      await signInAs(page, person)
      return person
    })
  },
})

/** Signs a person in through the page. */
export async function signInAs(page: Page, { email, password }: Person): Promise<void> {
  await page.context().clearCookies()
  await page.goto('/sign-in')
  await page.getByRole('textbox', { name: 'Email' }).fill(email)
  await page.getByRole('textbox', { name: 'Password' }).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL('**/documents')
}

function isNoise(message: ConsoleMessage): boolean {
  return message.type() === 'error' || message.type() === 'warning'
}
