import { ERRORS } from '../lib/errors.ts'
import { chooseAction, download, expectStatus, names, row, upload } from './documents.ts'
import { textFile } from './files.ts'
import { expect, test } from './fixtures.ts'
import { put } from './document-rows.ts'

test.describe.configure({ mode: 'parallel' })

test('an empty list says what to do, and the first file takes its place', async ({ page, signIn }) => {
  await signIn('MEMBER')
  await expect(page.getByRole('heading', { name: 'Documents' })).toHaveCount(1)
  await expect(page.getByText('Nothing here yet')).toBeVisible()
  await expect(page.getByText(/Drop files anywhere on this page, or choose them/)).toBeVisible()
  await upload(page, textFile('first.txt'))
  await expect(page.getByText('Nothing here yet')).toBeHidden()
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
