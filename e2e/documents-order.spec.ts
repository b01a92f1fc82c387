import type { Page } from '@playwright/test'
import { listening, names, table, upload } from './documents.ts'
import { textFile } from './files.ts'
import { expect, test } from './fixtures.ts'
import { put } from './document-rows.ts'

test.describe.configure({ mode: 'parallel' })

const sortBy = (page: Page, column: string) => table(page).getByRole('link', { name: column, exact: true }).click()

test('the list is newest first, and goes by name, size or date in both directions', async ({ page, signIn }) => {
  const person = await signIn('MEMBER')
  await put(person, [
    { name: 'Beta.txt', size: 300, minutesAgo: 30 },
    { name: 'gamma.txt', size: 100, minutesAgo: 10 },
    { name: 'alpha.txt', size: 200, minutesAgo: 20 },
  ])
  await page.reload()
  const orders = {
    created: [['gamma.txt', 'alpha.txt', 'Beta.txt'], 'descending'],
    name: [['alpha.txt', 'Beta.txt', 'gamma.txt'], 'ascending'],
    size: [['Beta.txt', 'alpha.txt', 'gamma.txt'], 'descending'],
  } as const
  await expect.poll(() => names(page)).toEqual(orders.created[0])
  for (const [column, [first, direction]] of Object.entries({ Name: orders.name, Size: orders.size })) {
    await sortBy(page, column)
    await expect.poll(() => names(page)).toEqual(first)
    await expect(table(page).getByRole('columnheader', { name: column })).toHaveAttribute('aria-sort', direction)
    await sortBy(page, column)
    await expect.poll(() => names(page)).toEqual(first.toReversed())
  }
  await sortBy(page, 'Added')
  await expect.poll(() => names(page)).toEqual(orders.created[0])
  await sortBy(page, 'Added')
  await expect.poll(() => names(page)).toEqual(orders.created[0].toReversed())
  await page.reload()
  await expect.poll(() => names(page)).toEqual(orders.created[0].toReversed())
})

test('clicks count from the address, however late the list is answered, and the last one wins', async ({
  page,
  signIn,
}) => {
  const person = await signIn('MEMBER')
  await put(person, [
    { name: 'alpha.txt', size: 200, minutesAgo: 20 },
    { name: 'beta.txt', size: 100, minutesAgo: 10 },
  ])
  await page.reload()
  await expect.poll(() => names(page)).toEqual(['beta.txt', 'alpha.txt'])
  await listening(page)
  const held: (() => void)[] = []
  const navigations: string[] = []
  page.on('request', (request) => {
    const { rsc, 'next-router-prefetch': prefetch, 'next-router-segment-prefetch': segment } = request.headers()
    // What the navigation's links fetch ahead is none.
    if (rsc && !prefetch && !segment) navigations.push(request.url())
  })
  await page.route('**/api/documents?*sort=name*', async (route) => {
    await new Promise<void>((resolve) => held.push(resolve))
    await route.continue()
  })
  const head = table(page).getByRole('columnheader', { name: 'Name' })
  await sortBy(page, 'Name')
  await expect(head).toHaveAttribute('aria-sort', 'ascending')
  await expect(table(page)).toHaveAttribute('aria-busy', 'true')
  await sortBy(page, 'Name')
  await expect(head).toHaveAttribute('aria-sort', 'descending')
  await expect(page).toHaveURL(/sort=name&direction=desc$/)
  await sortBy(page, 'Size')
  await expect.poll(() => names(page)).toEqual(['alpha.txt', 'beta.txt'])
  await expect.poll(() => held.length).toBe(2)
  const late = Promise.all([
    page.waitForResponse(/sort=name&direction=asc/),
    page.waitForResponse(/sort=name&direction=desc/),
  ])
  for (const answer of held) answer()
  await late
  await expect(table(page)).toHaveAttribute('aria-busy', 'false')
  await expect(page).toHaveURL(/sort=size&direction=desc$/)
  expect(await names(page)).toEqual(['alpha.txt', 'beta.txt'])
  expect(navigations).toEqual([])
})

test('Back goes through the orders, and an order that cannot be read leaves all as it was', async ({
  page,
  signIn,
  allowConsole,
}) => {
  allowConsole(/Failed to load resource/)
  const person = await signIn('MEMBER')
  await put(person, [
    { name: 'alpha.txt', size: 100, minutesAgo: 20 },
    { name: 'beta.txt', size: 200, minutesAgo: 10 },
  ])
  await page.reload()
  await listening(page)
  await sortBy(page, 'Name')
  await expect.poll(() => names(page)).toEqual(['alpha.txt', 'beta.txt'])
  await page.goBack()
  await expect.poll(() => names(page)).toEqual(['beta.txt', 'alpha.txt'])
  await expect(table(page).getByRole('columnheader', { name: 'Added' })).toHaveAttribute('aria-sort', 'descending')
  await page.goForward()
  await expect.poll(() => names(page)).toEqual(['alpha.txt', 'beta.txt'])

  // Away and back: the router shows the page that it remembers, in the order of the address.
  await page.getByRole('link', { name: 'Account' }).click()
  await page.waitForURL('**/account')
  await page.goBack()
  await expect.poll(() => names(page)).toEqual(['alpha.txt', 'beta.txt'])
  await expect(table(page).getByRole('columnheader', { name: 'Name' })).toHaveAttribute('aria-sort', 'ascending')

  await page.route('**/api/documents?*', (route) => route.abort())
  await sortBy(page, 'Size')
  await expect(page.getByText('Countersign does not answer. Check your connection and try again.')).toBeVisible()
  await expect(table(page).getByRole('columnheader', { name: 'Name' })).toHaveAttribute('aria-sort', 'ascending')
  await expect(page).toHaveURL(/sort=name&direction=asc$/)
  expect(await names(page)).toEqual(['alpha.txt', 'beta.txt'])
})

test('by name, what arrives takes the place that the server would give it', async ({ page, signIn }) => {
  const person = await signIn('MEMBER')
  await put(person, [{ name: 'file 10.txt' }, { name: 'Zebra.txt' }, { name: 'apple.txt' }])
  await page.goto('/documents?sort=name&direction=asc')
  const sorted = ['apple.txt', 'Äther.txt', 'File 2.txt', 'file 10.txt', 'Zebra.txt']
  await upload(page, textFile('File 2.txt'), textFile('Äther.txt'))
  await expect.poll(() => names(page)).toEqual(sorted)
  await page.reload()
  await expect.poll(() => names(page)).toEqual(sorted)
})

test('a list of 120 comes in pages, each document once, and new ones do not disturb it', async ({ page, signIn }) => {
  const person = await signIn('MEMBER')
  const all = Array.from({ length: 120 }, (_, index) => `no ${String(index + 1).padStart(3, '0')}.txt`)
  // Two a minute: the pages meet within a tie.
  await put(
    person,
    all.map((name, index) => ({ name, minutesAgo: 10 + Math.floor(index / 2) })),
  )
  await page.goto('/documents?sort=name&direction=asc')
  const more = page.getByRole('button', { name: 'Show more' })
  await expect.poll(() => names(page)).toEqual(all.slice(0, 50))
  await more.click()
  await expect.poll(() => names(page)).toEqual(all.slice(0, 100))
  await upload(page, textFile('a new one.txt'))
  await more.click()
  await expect.poll(() => names(page)).toEqual(['a new one.txt', ...all])
  await expect(more).toBeHidden()

  await page.goto('/documents')
  for (let pages = 0; pages < 2; pages++) {
    await more.click()
    await expect.poll(async () => (await names(page)).length).toBeGreaterThan(50 * (pages + 1))
  }
  await expect.poll(async () => (await names(page)).length).toBe(121)
  expect(new Set(await names(page)).size).toBe(121)
  expect((await names(page))[0]).toBe('a new one.txt')
})
