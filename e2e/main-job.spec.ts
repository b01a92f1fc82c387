import type { Page } from '@playwright/test'
import { bar, choose, download, expectStatus, listening, upload } from './documents.ts'
import { pdf, sha256, textFile, writeVideo, type Payload } from './files.ts'
import { expect, test } from './fixtures.ts'
import { sql } from './person.ts'
import { setting } from './settings.ts'
import { bucketUrl, keysInBucket, storeUrl } from './store.ts'
import { formsSentTo, sendAgain } from './wire.ts'

const MB = 1_000_000
const ODD_NAME = 'Ünïcode "quote" ☃.pdf'

declare global {
  interface Window {
    /** What the bar of each name has said, and when. */
    said: Record<string, { value: number; at: number }[]>
  }
}

/** Writes down every value that every bar shows, from inside the page, which misses none. */
async function watchBars(page: Page): Promise<void> {
  await page.evaluate(() => {
    window.said = {}
    const look = () => {
      for (const one of document.querySelectorAll('[role=progressbar]')) {
        const list = (window.said[one.getAttribute('aria-label') ?? ''] ??= [])
        const value = Number(one.getAttribute('aria-valuenow'))
        if (list.at(-1)?.value !== value) list.push({ value, at: performance.now() })
      }
    }
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true, attributes: true })
  })
}

const said = (page: Page, name: string) => page.evaluate((label) => window.said[label] ?? [], `Uploading ${name}`)

/** When the browser had the store's whole answer to its longest request. */
const answeredAt = (page: Page, store: string) =>
  page.evaluate((origin) => {
    const toStore = performance.getEntriesByType('resource').filter(({ name }) => name.startsWith(origin))
    const [longest] = (toStore as PerformanceResourceTiming[]).toSorted((a, b) => b.duration - a.duration)
    return longest?.responseEnd ?? Infinity
  }, store)

test('a PDF, an empty file, a video and an odd name go up, become Ready by themselves, and come down the same', async ({
  page,
  signIn,
}, testInfo) => {
  test.setTimeout(180_000)
  const video = testInfo.outputPath('Ferry at dusk.mp4')
  await writeVideo(video, 200 * MB)
  const small: Payload[] = [
    { name: 'Lease, signed.pdf', mimeType: 'application/pdf', buffer: pdf('Lease (signed)') },
    { name: 'nothing in it.txt', mimeType: 'text/plain', buffer: Buffer.alloc(0) },
    { name: ODD_NAME, mimeType: 'application/pdf', buffer: pdf('Snowman') },
  ]
  await signIn('MEMBER')
  await expect(page.getByRole('heading', { name: 'Documents' })).toBeVisible()
  // A browser keeps one choice for a page that does not listen yet; here are two.
  await listening(page)
  await watchBars(page)
  await choose(page, [video])
  await choose(page, small)
  for (const { name } of small) await expectStatus(page, name, 'Ready')
  await expectStatus(page, 'Ferry at dusk.mp4', 'Ready', 120_000)

  await test.step('the bars moved, never back, and said 100 only when the store had answered', async () => {
    for (const name of ['Ferry at dusk.mp4', ...small.map((file) => file.name)]) {
      await expect(bar(page, name)).toHaveAttribute('aria-valuenow', '100')
      const values = (await said(page, name)).map(({ value }) => value)
      expect(values, name).toEqual(values.toSorted((a, b) => a - b))
      expect(values.at(-1)).toBe(100)
    }
    const ferry = await said(page, 'Ferry at dusk.mp4')
    expect(ferry.filter(({ value }) => value > 0 && value < 100).length).toBeGreaterThan(3)
    expect(ferry.at(-1)?.at).toBeGreaterThanOrEqual(await answeredAt(page, storeUrl()))
  })

  await test.step('what comes down is what went up', async () => {
    for (const { name, buffer } of small) expect((await download(page, name)).sha256, name).toBe(await sha256(buffer))
    expect((await download(page, 'Ferry at dusk.mp4')).sha256).toBe(await sha256(video))
  })
})

test('the name of a download is the name of the document, whatever is in it', async ({ page, signIn }) => {
  await signIn('MEMBER')
  await upload(page, { name: ODD_NAME, mimeType: 'application/pdf', buffer: pdf('Snowman') })
  const { url, fileName } = await download(page, ODD_NAME)
  // Chromium itself puts `_` for the quotes, which no file of Windows may have in its name.
  expect(fileName).toBe('Ünïcode _quote_ ☃.pdf')
  const { headers } = await fetch(url)
  const star = /filename\*=UTF-8''([^;]+)/.exec(headers.get('content-disposition') ?? '')?.[1]
  expect(decodeURIComponent(star ?? '')).toBe(ODD_NAME)
  expect(headers.get('content-disposition')).toMatch(/^attachment;/)
  expect(headers.get('content-type')).toBe('application/pdf')
})

test('nobody gets at bucket or object without a signature, by any method', async ({ page, signIn }) => {
  await signIn('MEMBER')
  await upload(page, textFile('private.txt'))
  const { url, sha256: before } = await download(page, 'private.txt')
  const object = new URL(url).origin + new URL(url).pathname
  const bucket = bucketUrl()
  const attempts: [string, string][] = [
    ['GET', object],
    ['HEAD', object],
    ['PUT', object],
    ['DELETE', object],
    ['GET', `${object}?acl`],
    ['GET', `${object}?tagging`],
    ['GET', storeUrl()],
    ['GET', bucket],
    ['GET', `${bucket}?list-type=2`],
    ['GET', `${bucket}?uploads`],
    ['GET', `${bucket}?versions`],
    ['GET', `${bucket}?policy`],
    ['PUT', bucket],
    ['DELETE', bucket],
    ['PUT', `${bucket}/mine`],
    ['POST', `${bucket}/mine?uploads`],
    ['POST', `${bucket}?delete`],
  ]
  for (const [method, address] of attempts) {
    const body = method === 'PUT' || method === 'POST' ? 'mine now' : null
    const { status } = await fetch(address, { method, body })
    expect(status, `${method} ${address}`).toBe(403)
  }
  const form = { url: bucket, fields: new Map([['key', 'incoming/mine']]) }
  for (const fields of [
    {},
    { policy: '', 'x-amz-signature': '' },
    { acl: 'public-read', success_action_status: '201' },
  ]) {
    expect([400, 403]).toContain(await sendAgain(form, fields, 'mine now'))
  }
  expect((await keysInBucket()).filter((key) => key.includes('mine'))).toEqual([])
  expect((await download(page, 'private.txt')).sha256).toBe(before)
})

test('a download URL can be neither changed nor kept', async ({ page, signIn }) => {
  await signIn('MEMBER')
  await upload(page, textFile('minutes.txt'), textFile('other.txt'))
  const other = new URL((await download(page, 'other.txt')).url)
  const { url } = await download(page, 'minutes.txt')
  const handedOut = Date.now()
  const whole = await fetch(url)
  expect(whole.status).toBe(200)
  expect(await whole.text()).toBe('This is minutes.txt.')

  const changes: Record<string, (changed: URL) => void> = {
    'another object': (changed) => (changed.pathname = other.pathname),
    'a longer life': ({ searchParams }) => searchParams.set('X-Amz-Expires', '604800'),
    'a later date': ({ searchParams }) => searchParams.set('X-Amz-Date', '20991231T235959Z'),
    'another name': ({ searchParams }) => searchParams.set('response-content-disposition', 'inline'),
    'another type': ({ searchParams }) => searchParams.set('response-content-type', 'text/html'),
    'the signature of another': ({ searchParams }) =>
      searchParams.set('X-Amz-Signature', other.searchParams.get('X-Amz-Signature') ?? ''),
    'no signature': ({ searchParams }) => searchParams.delete('X-Amz-Signature'),
    'no name': ({ searchParams }) => searchParams.delete('response-content-disposition'),
    'one parameter more': ({ searchParams }) => searchParams.set('acl', ''),
  }
  for (const [what, change] of Object.entries(changes)) {
    const changed = new URL(url)
    change(changed)
    expect([400, 403], what).toContain((await fetch(changed)).status)
  }
  for (const method of ['PUT', 'DELETE']) expect((await fetch(url, { method })).status, method).toBe(403)

  const life = Number(setting('DOWNLOAD_URL_TTL')) * 1000
  expect(Number(new URL(url).searchParams.get('X-Amz-Expires')) * 1000).toBeLessThanOrEqual(life)
  await page.waitForTimeout(Math.max(0, handedOut + life + 1_500 - Date.now()))
  expect((await fetch(url)).status).toBe(403)
})

test('a form that is sent again after Ready changes nothing that anybody can download', async ({ page, signIn }) => {
  const member = await signIn('MEMBER')
  const forms = await formsSentTo(storeUrl(), page)
  await upload(page, textFile('contract.txt', 'one million'))
  const [form] = forms
  if (!form) throw new Error('The page sent no form.')
  const before = await download(page, 'contract.txt')
  const key = new URL(before.url).pathname.replace(`/${setting('S3_BUCKET')}/`, '')

  expect(await sendAgain(form, { key }, 'ten million')).toBe(403)
  expect(await sendAgain(form, { 'Content-Type': 'text/html' }, 'ten million')).toBe(403)
  expect(await sendAgain(form, { acl: 'public-read' }, 'ten million')).toBe(403)
  expect(await sendAgain(form, {}, 'ten million and more')).toBe(400)
  // As it is it still writes its own key, which is never served: what lies there is deleted again.
  expect(await sendAgain(form, {}, 'ten million')).toBe(201)
  const written = form.fields.get('key')
  await expect(async () => {
    expect(await sql('SELECT state FROM "StoredObject" WHERE key = $1', [written])).toEqual([{ state: 'DOOMED' }])
    expect(await keysInBucket()).not.toContain(written)
  }).toPass({ timeout: 30_000 })

  const documents = await sql('SELECT name, status, size FROM "Document" WHERE "ownerId" = $1', [member.id])
  expect(documents).toEqual([{ name: 'contract.txt', status: 'READY', size: '11' }])
  await page.reload()
  await expectStatus(page, 'contract.txt', 'Ready')
  expect((await download(page, 'contract.txt')).sha256).toBe(before.sha256)
})
