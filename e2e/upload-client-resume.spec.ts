import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type BrowserContext, type Page } from '@playwright/test'
import { launchOptions } from '../scripts/test/chromium.ts'
import {
  act,
  addFromDisk,
  addFromInput,
  first,
  pattern,
  state,
  unfinished,
  unfinishedNow,
  type ClientWindow,
} from './upload-client/client-page.ts'
import { PART } from './upload-client/obedient-app.ts'
import { expect, test, type Rig } from './upload-client/rig.ts'

declare const window: ClientWindow

const SIZE = 11.5 * PART

/** Until 5 of its 12 parts are there, 43 %: the others wait. */
async function someOfIt({ store, app }: Rig): Promise<void> {
  await expect.poll(() => app.present('u1')).toHaveLength(5)
  await expect.poll(() => store.turnstile.waiting).toBe(4)
}

/** The page that sent them has gone; whatever comes now is taken. */
function goOn({ store }: Rig): void {
  store.turnstile.breakOff()
  store.turnstile.letGo()
}

const click = (page: Page) => page.evaluate(() => window.unfinished.resume('u1'))

/** Not one byte of what had arrived was sent again. */
function expectResumed({ store, app }: Rig): void {
  expect(app.joined('u1').equals(pattern(SIZE))).toBe(true)
  expect(store.shelf.receivedBelow('/docs/u1/')).toBe(SIZE)
}

test.describe('a reload in the middle', () => {
  test('is followed by one click where the browser has the handle', async ({ page, rig }) => {
    rig.store.turnstile.hold(5)
    await addFromDisk(page, SIZE)
    await someOfIt(rig)
    await page.reload()
    goOn(rig)
    await rig.open(page)
    await expect
      .poll(() => unfinishedNow(page))
      .toMatchObject([{ uploadId: 'u1', name: 'a.bin', size: SIZE, way: 'click', elsewhere: false }])
    await click(page)
    expect((await first(page))?.state).not.toBe('failed')
    expect(await unfinished(page)).toEqual([])
    await expect.poll(() => state(page)).toBe('done')
    expectResumed(rig)
    await rig.open(page)
    expect(await page.evaluate(() => new window.ResumeStore('person').all())).toEqual([])
  })

  test('loses nothing when it comes after the last byte', async ({ page, rig: { app, open } }) => {
    await addFromDisk(page, SIZE)
    await expect.poll(() => state(page)).toBe('done')
    await open(page)
    expect(await unfinished(page)).toEqual([])
    expect(app.joined('u1').equals(pattern(SIZE))).toBe(true)
  })
})

test('a browser that was closed and opened again goes on with one click, or with the file chosen again', async ({
  rig,
}) => {
  const profile = await mkdtemp(join(tmpdir(), 'upload-client-'))
  await writeFile(join(profile, 'b.bin'), pattern(3 * PART))
  const launch = async (): Promise<[BrowserContext, Page]> => {
    const browser = await chromium.launchPersistentContext(profile, { ...launchOptions(), headless: true })
    await browser.exposeFunction('askApp', (name: 'list', ...args: []) => rig.app[name](...args))
    const page = browser.pages()[0] ?? (await browser.newPage())
    await rig.open(page)
    return [browser, page]
  }
  rig.store.turnstile.hold(5)
  const [browser, page] = await launch()
  await addFromDisk(page, SIZE)
  await someOfIt(rig)
  await page.getByLabel('File').setInputFiles(join(profile, 'b.bin'))
  await addFromInput(page)
  await expect.poll(() => page.evaluate(() => new window.ResumeStore('person').all())).toHaveLength(2)
  await browser.close()
  goOn(rig)

  const [again, tab] = await launch()
  await expect
    .poll(() => unfinishedNow(tab))
    .toMatchObject([
      { uploadId: 'u1', way: 'click', elsewhere: false },
      { uploadId: 'u2', way: 'choose', elsewhere: false },
    ])
  await click(tab)
  await tab.getByLabel('File').setInputFiles(join(profile, 'b.bin'))
  await tab.evaluate(() => window.unfinished.choose('u2', document.querySelector('input')!.files![0]!))
  await expect.poll(() => state(tab)).toBe('done,done')
  expectResumed(rig)
  expect(rig.app.joined('u2').equals(pattern(3 * PART))).toBe(true)
  await again.close()
  await rm(profile, { recursive: true })
})

test.describe('two tabs', () => {
  test('never send the same upload; the second goes on when the first is closed', async ({ page, context, rig }) => {
    const { app, store } = rig
    store.turnstile.hold(5)
    await addFromDisk(page, SIZE)
    await someOfIt(rig)
    const other = await context.newPage()
    await rig.open(other)
    await expect.poll(() => unfinishedNow(other)).toMatchObject([{ uploadId: 'u1', way: 'click', elsewhere: true }])
    await click(other)
    await expect.poll(() => state(other)).toBe('elsewhere')
    expect(await state(page)).toBe('uploading')
    const signings = app.signings.length
    await page.close()
    goOn(rig)
    await expect.poll(() => state(other)).toBe('done')
    expect(app.signings.length).toBeGreaterThan(signings)
    expectResumed(rig)
  })

  test('tell each other what is unfinished', async ({ page, context, rig }) => {
    const other = await context.newPage()
    await rig.open(other)
    expect(await unfinished(other)).toEqual([])
    rig.store.turnstile.hold(1)
    await addFromDisk(page, SIZE)
    await expect.poll(() => unfinished(other)).toMatchObject([{ elsewhere: true }])
    await act(page, 'cancel')
    await expect.poll(() => unfinished(other)).toEqual([])
  })
})
