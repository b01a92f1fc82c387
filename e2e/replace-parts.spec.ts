import { expect, test } from './behind-gate.ts'
import { download, row, upload } from './documents.ts'
import { sha256, textFile, writeVideo } from './files.ts'
import { tray } from './parts.ts'
import { replaceBy } from './replacing.ts'

const NAME = 'Ferry at dusk.mp4'
const NEW = `New file for ${NAME}`

test('a large new file goes up in parts, and after a reload goes on as what it was', async ({
  page,
  gate,
  signIn,
}, testInfo) => {
  page.on('dialog', (dialog) => void dialog.accept())
  const video = testInfo.outputPath('cut again.mp4')
  await writeVideo(video, 80_000_000)
  await signIn('MEMBER')
  await upload(page, textFile(NAME, 'not much of a film'))
  gate.turnstile.hold(2)
  await replaceBy(page, NAME, video)
  await expect.poll(() => gate.stored, { timeout: 20_000 }).toHaveLength(2)
  await expect(tray(page).getByRole('button', { name: `Pause ${NEW}` })).toBeVisible()
  await page.reload()

  await expect(row(page, NAME).getByText('A new file is on its way')).toBeVisible()
  gate.goOn()
  await tray(page).getByLabel(`Choose again ${NEW}`).setInputFiles(video)
  await expect(tray(page).getByText('Replaced')).toBeVisible({ timeout: 30_000 })
  expect(gate.stored.toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5])
  await expect(row(page, NAME).getByText('80 MB')).toBeVisible()
  expect(await download(page, NAME)).toMatchObject({ fileName: NAME, sha256: await sha256(video) })
})
