import type { Page } from '@playwright/test'
import { sortName } from '../lib/documents/sort-name.ts'
import { ERRORS } from '../lib/errors.ts'
import { chooseAction, download, expectStatus, listening, names, row, table, upload } from './documents.ts'
import { textFile } from './files.ts'
import { expect, test, type Person } from './fixtures.ts'
import { sql } from './person.ts'

test.describe.configure({ mode: 'parallel' })

type Row = { name: string; size?: number; minutesAgo?: number; status?: 'VERIFYING' | 'REJECTED'; rejection?: string }

/** Puts rows into a person's list as if they had come there long ago. What is not Ready needs no object. */
async function put(owner: Person, rows: readonly Row[]): Promise<void> {
  await sql(
    `INSERT INTO "Document" (id, "ownerId", name, "sortName", size, "createdAt", "updatedAt", status, rejection)
     SELECT gen_random_uuid(), $1, r.name, r."sortName", coalesce(r.size, 1), now() - make_interval(mins => coalesce(r."minutesAgo", 0)), now(),
            coalesce(r.status, 'VERIFYING')::"DocumentStatus", r.rejection
     FROM jsonb_to_recordset($2) AS r(name text, "sortName" text, size bigint, "minutesAgo" int, status text, rejection text)`,
    [owner.id, JSON.stringify(rows.map((row) => ({ ...row, sortName: sortName(row.name) })))],
  )
}

const sortBy = (page: Page, column: string) => table(page).getByRole('link', { name: column, exact: true }).click()

test('an empty list says what to do, and the first file takes its place', async ({ page, signIn }) => {
  await signIn('MEMBER')
  await expect(page.getByRole('heading', { name: 'Documents' })).toHaveCount(1)
  await expect(page.getByText('Nothing here yet')).toBeVisible()
  await expect(page.getByText(/Drop files anywhere on this page, or choose them/)).toBeVisible()
  await upload(page, textFile('first.txt'))
  await expect(page.getByText('Nothing here yet')).toBeHidden()
})

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
  await page.route('**/api/v1/documents?*sort=name*', async (route) => {
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

  await page.route('**/api/v1/documents?*', (route) => route.abort())
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

test('a document gets another name, in the list and on what is downloaded', async ({ page, signIn }) => {
  await signIn('MEMBER')
  await upload(page, textFile('draft.txt'))
  await chooseAction(page, 'draft.txt', 'Rename…')
  const name = page.getByRole('dialog', { name: 'Rename' }).getByRole('textbox', { name: 'Name' })
  await expect(name).toHaveValue('draft.txt')
  await name.fill('   ')
  await page.getByRole('button', { name: 'Rename', exact: true }).click()
  await expect(page.getByRole('dialog').getByText('Give the document a name.')).toBeVisible()
  await name.fill('Größe & <b>Preis</b>.txt')
  await name.press('Enter')
  await expectStatus(page, 'Größe & <b>Preis</b>.txt', 'Ready')
  await expect(row(page, 'draft.txt')).toHaveCount(0)
  expect((await download(page, 'Größe & <b>Preis</b>.txt')).fileName).toMatch(/^Größe & _b_Preis__b_\.txt$/)
  await page.reload()
  await expectStatus(page, 'Größe & <b>Preis</b>.txt', 'Ready')
})

test('deleting asks first, and ends the URL that was handed out before', async ({ page, signIn }) => {
  await signIn('MEMBER')
  await upload(page, textFile('secret.txt'), textFile('stays.txt'))
  await chooseAction(page, 'secret.txt', 'Delete…')
  const question = page.getByRole('alertdialog', { name: 'Delete “secret.txt”?' })
  await question.getByRole('button', { name: 'Cancel' }).click()
  await expectStatus(page, 'secret.txt', 'Ready')
  const { url } = await download(page, 'secret.txt')
  await chooseAction(page, 'secret.txt', 'Delete…')
  await question.getByRole('button', { name: 'Delete' }).click()
  await expect(question).toBeHidden()
  await expect(row(page, 'secret.txt')).toHaveCount(0)
  // 404, not 403: the signature is still good, it is the object that is gone.
  await expect.poll(async () => (await fetch(url)).status, { timeout: 3_000 }).toBe(404)
  await expectStatus(page, 'stays.txt', 'Ready')
  await page.reload()
  await expect.poll(() => names(page)).toEqual(['stays.txt'])
})

test('what was deleted in one window is gone from the other, and doing it again is answered with a sentence', async ({
  page,
  context,
  signIn,
}) => {
  await signIn('MEMBER')
  await upload(page, textFile('both see it.txt'))
  const other = await context.newPage()
  await other.goto('/documents')
  await chooseAction(other, 'both see it.txt', 'Delete…')
  await chooseAction(page, 'both see it.txt', 'Delete…')
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click()
  // By its text: behind an open question a table has no role.
  await expect(other.getByText('both see it.txt', { exact: true })).toHaveCount(0)
  await other.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click()
  await expect(other.getByText(ERRORS.NOT_FOUND[1])).toBeVisible()
})

test('a rejected file says why, and cannot be downloaded', async ({ page, signIn }) => {
  const person = await signIn('MEMBER')
  await put(person, [
    { name: 'cut off.pdf', status: 'REJECTED', rejection: 'size:10:2000' },
    { name: 'never came.pdf', status: 'REJECTED', rejection: 'late' },
    { name: 'not known.pdf', status: 'REJECTED', rejection: 'a-code-of-tomorrow' },
    { name: 'still looking.pdf', status: 'VERIFYING' },
  ])
  await page.reload()
  await expectStatus(page, 'cut off.pdf', 'Rejected')
  await expect(row(page, 'cut off.pdf')).toContainText('The store received 10 B of 2 KB. Upload it again.')
  await expect(row(page, 'never came.pdf')).toContainText('The upload was not finished in time. Upload it again.')
  await expect(row(page, 'not known.pdf')).toContainText('The file could not be taken in. Upload it again.')
  await expectStatus(page, 'still looking.pdf', 'Verifying')
  for (const name of await names(page))
    await expect(page.getByRole('button', { name: `Download ${name}`, exact: true })).toBeDisabled()
})

for (const [device, viewport] of [
  ['a desk', { width: 1440, height: 900 }],
  ['a phone', { width: 390, height: 844 }],
] as const) {
  test(`names of any length and direction leave the page in shape on ${device}`, async ({ page, signIn }) => {
    const odd = [
      `${'a'.repeat(251)}.pdf`,
      `${'long words in a row '.repeat(12)}.pdf`,
      'חוזה שכירות חתום 2026.pdf',
      'عقد الإيجار الموقّع.pdf',
      '契約書'.repeat(60),
      '👩‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿.png',
      'Z̸̛̰a̷l̵g̶o̴.txt',
    ]
    await page.setViewportSize(viewport)
    const person = await signIn('MEMBER')
    await put(
      person,
      odd.map((name) => ({ name })),
    )
    await page.reload()
    for (const name of odd) await expect(row(page, name)).toBeVisible()
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    expect(wide).toBe(0)
    for (const name of odd) {
      const button = page.getByRole('button', { name: `More for ${name}`, exact: true })
      await button.scrollIntoViewIfNeeded()
      await expect(button).toBeInViewport({ ratio: 1 })
    }
    await expect(row(page, odd[2] ?? '').getByText(odd[2] ?? '', { exact: true })).toHaveCSS('direction', 'rtl')
  })
}
