import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
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
  percent,
  state,
  unfinished,
  type ClientWindow,
} from './upload-client/client-page.ts'
import { PART, type ObedientApp } from './upload-client/obedient-app.ts'
import { expect, test, type Rig } from './upload-client/rig.ts'

declare const window: ClientWindow

const SIZE = 11.5 * PART
const MB = 1_000_000

/** Until 40 % of the first file are there. */
async function someOfIt(page: Page): Promise<void> {
  await expect.poll(() => percent(page), { intervals: [100] }).toBeGreaterThanOrEqual(40)
}

const click = (page: Page) => page.evaluate(() => window.unfinished.resume('u1'))
const choose = (page: Page) =>
  page.evaluate(() => window.unfinished.choose('u1', document.querySelector('input')!.files![0]!))

/** What had arrived before was sent once, and of the rest no part twice as a whole. */
async function expectResumed({ store, app }: Pick<Rig, 'store' | 'app'>, before: number[]): Promise<void> {
  expect(app.joined('u1').equals(pattern(SIZE))).toBe(true)
  expect(before.length).toBeGreaterThan(1)
  for (const number of before) expect(store.shelf.received.get(`/docs/u1/${number}`), `part ${number}`).toBe(PART)
  for (const [path, bytes] of store.shelf.received) expect(bytes, path).toBeLessThan(2 * PART)
}

/** What has arrived once nothing moves any more. */
async function atRest(page: Page, app: ObedientApp): Promise<number[]> {
  await page.waitForTimeout(500)
  return app.present('u1')
}

test.describe('a reload in the middle', () => {
  test('is followed by one click where the browser has the handle', async ({ page, rig }) => {
    await rig.network({ bytesPerSecond: 6 * MB })
    await addFromDisk(page, SIZE)
    await someOfIt(page)
    await page.reload()
    const before = await atRest(page, rig.app)
    await rig.network({})
    await rig.open(page)
    expect(await unfinished(page)).toMatchObject([
      { uploadId: 'u1', name: 'a.bin', size: SIZE, way: 'click', elsewhere: false },
    ])
    await click(page)
    expect((await first(page))?.state).not.toBe('failed')
    expect(await unfinished(page)).toEqual([])
    await expect.poll(() => state(page)).toBe('done')
    await expectResumed(rig, before)
    await rig.open(page)
    expect(await page.evaluate(() => new window.ResumeStore('person').all())).toEqual([])
  })

  test('is followed by choosing the file again where it has none, and another file is refused', async ({
    page,
    rig,
  }) => {
    const folder = await mkdtemp(join(tmpdir(), 'upload-client-'))
    const write = async (name: string, bytes: Buffer) => {
      await writeFile(join(folder, name), bytes)
      await utimes(join(folder, name), 1_700_000_000, 1_700_000_000)
    }
    const pick = (name: string) => page.getByLabel('File').setInputFiles(join(folder, name))
    await write('a.bin', pattern(SIZE))
    await rig.network({ bytesPerSecond: 6 * MB })
    await pick('a.bin')
    await addFromInput(page)
    await someOfIt(page)
    await page.reload()
    const before = await atRest(page, rig.app)
    await rig.network({})
    await rig.open(page)
    expect(await unfinished(page)).toMatchObject([{ way: 'choose', error: null }])

    const changed = pattern(SIZE)
    changed[SIZE - 1]! ^= 1
    await write('b.bin', changed)
    await pick('b.bin')
    await choose(page)
    expect((await unfinished(page))[0]?.error).toBe(
      'This is not the file that was being uploaded: its name is “b.bin”, not “a.bin”; its content differs.',
    )
    expect(await state(page)).toBe('')

    await pick('a.bin')
    await choose(page)
    await expect.poll(() => state(page)).toBe('done')
    await expectResumed(rig, before)
    await rm(folder, { recursive: true })
  })

  test('is followed by one click for a file that was dropped from the disk', async ({ page, rig }) => {
    const folder = await mkdtemp(join(tmpdir(), 'upload-client-'))
    const path = join(folder, 'a.bin')
    await writeFile(path, pattern(SIZE))
    await rig.network({ bytesPerSecond: 6 * MB })
    await page.evaluate(() => {
      document.body.style.height = '100vh'
      document.addEventListener('dragover', (event) => event.preventDefault())
      document.addEventListener('drop', (event) => {
        event.preventDefault()
        const [item] = event.dataTransfer!.items as unknown as (DataTransferItem & {
          getAsFileSystemHandle(): Promise<unknown>
        })[]
        const file = item!.getAsFile()!
        void item!.getAsFileSystemHandle().then((handle) => window.queue.add([Object.assign(file, { handle })]))
      })
    })
    const cdp = await page.context().newCDPSession(page)
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
      const data = { items: [], files: [path], dragOperationsMask: 1 }
      await cdp.send('Input.dispatchDragEvent', { type, x: 200, y: 200, data })
    }
    await someOfIt(page)
    await page.reload()
    const before = await atRest(page, rig.app)
    await rig.network({})
    await rig.open(page)
    expect(await unfinished(page)).toMatchObject([{ way: 'click' }])
    await click(page)
    await expect.poll(() => state(page)).toBe('done')
    await expectResumed(rig, before)
    await rm(folder, { recursive: true })
  })

  test('loses nothing when it comes after the last byte', async ({ page, rig: { app, open } }) => {
    await addFromDisk(page, SIZE)
    await expect.poll(() => state(page)).toBe('done')
    await open(page)
    expect(await unfinished(page)).toEqual([])
    expect(app.joined('u1').equals(pattern(SIZE))).toBe(true)
  })
})

test('a browser that was closed and opened again goes on with one click', async ({ rig }) => {
  const profile = await mkdtemp(join(tmpdir(), 'upload-client-'))
  const launch = async (): Promise<[BrowserContext, Page]> => {
    const browser = await chromium.launchPersistentContext(profile, { ...launchOptions(), headless: true })
    await browser.exposeFunction('askApp', (name: 'list', ...args: []) => rig.app[name](...args))
    const page = browser.pages()[0] ?? (await browser.newPage())
    return [browser, page]
  }
  const [browser, page] = await launch()
  await rig.open(page)
  const cdp = await browser.newCDPSession(page)
  const slow = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: 6 * MB }
  await cdp.send('Network.emulateNetworkConditions', slow)
  await addFromDisk(page, SIZE)
  await someOfIt(page)
  await browser.close()
  const before = rig.app.present('u1')

  const [again, tab] = await launch()
  await rig.open(tab)
  expect(await unfinished(tab)).toMatchObject([{ way: 'click' }])
  await click(tab)
  await expect.poll(() => state(tab)).toBe('done')
  await expectResumed(rig, before)
  await again.close()
  await rm(profile, { recursive: true })
})

test.describe('two tabs', () => {
  test('never send the same upload; the second goes on when the first is closed', async ({ page, context, rig }) => {
    const { app, store } = rig
    await rig.network({ bytesPerSecond: 3 * MB })
    await addFromDisk(page, SIZE)
    await expect.poll(() => percent(page)).toBeGreaterThan(10)
    const other = await context.newPage()
    await rig.open(other)
    expect(await unfinished(other)).toMatchObject([{ uploadId: 'u1', way: 'click', elsewhere: true }])
    await click(other)
    await expect.poll(() => state(other)).toBe('elsewhere')
    const signings = app.signings.length
    await other.waitForTimeout(500)
    expect(await state(page)).toBe('uploading')
    await page.close()
    await expect.poll(() => state(other)).toBe('done')
    expect(app.signings.length).toBeGreaterThan(signings)
    expect(app.joined('u1').equals(pattern(SIZE))).toBe(true)
    for (const [path, bytes] of store.shelf.received) expect(bytes, path).toBeLessThan(2 * PART)
  })

  test('tell each other what is unfinished', async ({ page, context, rig }) => {
    const other = await context.newPage()
    await rig.open(other)
    expect(await unfinished(other)).toEqual([])
    await rig.network({ bytesPerSecond: 4 * MB })
    await addFromDisk(page, SIZE)
    await expect.poll(() => unfinished(other)).toMatchObject([{ elsewhere: true }])
    await act(page, 'cancel')
    await expect.poll(() => unfinished(other)).toEqual([])
  })
})
