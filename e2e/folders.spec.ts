import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from './fixtures.ts'
import { dropFromDisk, tray } from './parts.ts'
import { table } from './documents.ts'

test('a folder that is dropped brings its files, and says where each lay', async ({ page, signIn }, testInfo) => {
  const folder = testInfo.outputPath('trip')
  for (const day of ['day 1', 'day 2']) {
    await mkdir(join(folder, day), { recursive: true })
    await writeFile(join(folder, day, 'notes.txt'), `What happened on ${day}.`)
  }
  await writeFile(join(folder, 'plan.txt'), 'Where to go.')
  await signIn('MEMBER')
  await dropFromDisk(page, folder)
  await expect(tray(page).getByText('Uploaded 3 files').first()).toBeVisible({ timeout: 30_000 })
  await expect(tray(page).getByTitle('trip/day 1/notes.txt')).toHaveText('notes.txt')
  await expect(tray(page).getByTitle('trip/day 2/notes.txt')).toHaveText('notes.txt')
  await expect(tray(page).getByTitle('trip/plan.txt')).toHaveText('plan.txt')
  await expect(table(page).getByText('notes.txt', { exact: true })).toHaveCount(2)
  await expect(table(page).getByText('Ready', { exact: true })).toHaveCount(3)
})
