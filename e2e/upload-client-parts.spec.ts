import { createHash } from 'node:crypto'
import type { Page } from '@playwright/test'
import { act, addFromDisk, first, pattern, percent, state, type ClientWindow } from './upload-client/client-page.ts'
import { PART, type ObedientApp } from './upload-client/obedient-app.ts'
import { expect, test } from './upload-client/rig.ts'

const SIZE = 11.5 * PART

test.describe('a file in parts', () => {
  test('goes up whole, each part with the sum that a Worker made', async ({ page, rig: { store, app } }) => {
    let workers = 0
    page.on('worker', () => (workers += 1))
    await addFromDisk(page, SIZE)
    await expect.poll(() => state(page)).toBe('done')
    expect(app.joined('u1').equals(pattern(SIZE))).toBe(true)
    expect(app.uploads.get('u1')).toMatchObject({ checksums: true, ended: 'joined' })
    const third = store.shelf.kept.get('/docs/u1/3')!
    const sent = store.shelf.answered.find(({ path }) => path === '/docs/u1/3')
    expect(sent?.headers['x-amz-checksum-sha256']).toBe(createHash('sha256').update(third).digest('base64'))
    expect(sent?.headers['content-length']).toBe(String(PART))
    expect(store.shelf.receivedBelow('/docs/u1/')).toBe(SIZE)
    expect(workers).toBe(1)
    // Given back when there is nothing left to do.
    expect(page.workers()).toEqual([])
    expect(Math.max(...app.signings.map((numbers) => numbers.length))).toBeLessThanOrEqual(8)
  })

  test('moves its bar with all parts, and says 100 only at the end', async ({ page, rig: { store } }) => {
    store.turnstile.hold(4)
    await addFromDisk(page, SIZE)
    await expect.poll(() => percent(page)).toBeGreaterThanOrEqual(34)
    expect(await state(page)).toBe('uploading')
    store.turnstile.letGo()
    await expect.poll(() => percent(page)).toBe(100)
    expect(await state(page)).toBe('done')
  })

  test('sends only that part again whose line broke', async ({ page, rig: { store, line, app } }) => {
    line.breaks.push(300_000)
    await addFromDisk(page, SIZE)
    await expect.poll(() => state(page)).toBe('done')
    expect(app.joined('u1').equals(pattern(SIZE))).toBe(true)
    expect(line.breaks).toEqual([])
    const again = store.shelf.receivedBelow('/docs/u1/') - SIZE
    expect(again).toBeLessThan(PART)
  })

  test('signs a part again whose URL has expired', async ({ page, rig: { store, app } }) => {
    // Calls are for 1, 2, 4, 4 … of the twelve parts.
    for (const number of [4, 5, 6, 7]) store.shelf.expired.add(`3-${number}`)
    await addFromDisk(page, SIZE)
    await expect.poll(() => state(page), { timeout: 20_000 }).toBe('done')
    expect(app.joined('u1').equals(pattern(SIZE))).toBe(true)
    expect(store.shelf.answered.filter(({ status }) => status === 403)).toHaveLength(4)
    expect(
      app.signings
        .filter((numbers) => numbers.length === 1)
        .flat()
        .toSorted((a, b) => a - b),
    ).toEqual([1, 4, 5, 6, 7, 12])
  })

  test('sends a part again that arrived broken', async ({ page, rig: { store, app } }) => {
    store.orders.push({ status: 400, code: 'BadDigest' })
    await addFromDisk(page, 3 * PART)
    await expect.poll(() => state(page)).toBe('done')
    expect(store.shelf.answered.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 200, 200, 400])
    expect(app.joined('u1').equals(pattern(3 * PART))).toBe(true)
  })

  test('waits without a network and goes on where it was', async ({ page, rig: { store, line, app, network } }) => {
    store.turnstile.hold(5)
    await addFromDisk(page, SIZE)
    await expect.poll(() => app.present('u1')).toHaveLength(5)
    await network({ offline: true })
    line.switchOff()
    await expect.poll(() => state(page)).toBe('retrying')
    expect((await first(page))?.error).toBe('You are offline. The upload goes on when the connection is back.')
    store.turnstile.breakOff()
    store.turnstile.letGo()
    expect(app.present('u1')).toHaveLength(5)
    line.switchOn()
    await network({})
    await expect.poll(() => state(page)).toBe('done')
    expect(app.joined('u1').equals(pattern(SIZE))).toBe(true)
    expect(store.shelf.receivedBelow('/docs/u1/')).toBe(SIZE)
  })

  test('rests while it is paused, and loses nothing that has arrived', async ({ page, rig: { store, app } }) => {
    store.turnstile.hold(5)
    await addFromDisk(page, SIZE)
    await expect.poll(() => app.present('u1')).toHaveLength(5)
    await expect.poll(() => store.turnstile.waiting).toBe(4)
    await act(page, 'pause')
    await expect.poll(() => first(page)).toMatchObject({ state: 'paused', loaded: 5 * PART })
    store.turnstile.breakOff()
    store.turnstile.letGo()
    // Another file goes up meanwhile; this one does not.
    await addFromDisk(page, 2 * PART, 'b.bin')
    await expect.poll(() => state(page)).toBe('paused,done')
    expect(app.present('u1')).toHaveLength(5)
    await act(page, 'resume')
    await expect.poll(() => state(page)).toBe('done,done')
    expect(app.joined('u1').equals(pattern(SIZE))).toBe(true)
    expect(store.shelf.receivedBelow('/docs/u1/')).toBe(SIZE)
  })

  test('stops when it is cancelled, and the app hears of it', async ({ page, rig: { store, app } }) => {
    store.turnstile.hold(2)
    await addFromDisk(page, SIZE)
    await expect.poll(() => app.present('u1')).toHaveLength(2)
    await act(page, 'cancel')
    await expect.poll(() => app.uploads.get('u1')?.ended).toBe('abandoned')
    store.turnstile.breakOff()
    store.turnstile.letGo()
    await addFromDisk(page, 2 * PART, 'b.bin')
    await expect.poll(() => state(page)).toBe('cancelled,done')
    expect(store.shelf.receivedBelow('/docs/u1/')).toBe(2 * PART)
  })
})

test.describe('several files', () => {
  test('share four connections, whatever they are', async ({ page, rig: { store, app } }) => {
    let [open, most] = [0, 0]
    store.server.on('request', (request, response) => {
      if (request.method !== 'PUT') return
      most = Math.max(most, (open += 1))
      response.on('close', () => (open -= 1))
    })
    store.turnstile.hold(0)
    for (const name of ['a', 'b', 'c']) await addFromDisk(page, 6 * PART, name)
    await expect.poll(() => store.turnstile.waiting).toBe(4)
    store.turnstile.letGo()
    await expect.poll(() => state(page)).toBe('done,done,done')
    expect(most).toBe(4)
    for (const uploadId of ['u1', 'u2', 'u3']) expect(app.joined(uploadId).equals(pattern(6 * PART))).toBe(true)
  })
})

test.describe('one PUT', () => {
  const signed = async (app: ObedientApp) => {
    await app.begin([{ name: 'a', size: 1 }], { checksums: false })
    const [part] = await app.signParts('u1', [{ number: 1, sha256: null }])
    return part!.url
  }

  const send = (page: Page, url: string) =>
    page.evaluate(async (url) => {
      const { put } = window as unknown as ClientWindow
      const headers = { 'content-type': 'text/plain', 'if-none-match': '*' }
      const signal = new AbortController().signal
      return put({ strategy: 'put', url, headers }, new File(['hello'], 'a.txt'), {
        signal,
        onProgress: () => undefined,
      })
    }, url)

  test('carries the headers that were signed', async ({ page, rig: { store, app } }) => {
    expect(await send(page, await signed(app))).toEqual({ kind: 'stored' })
    expect(store.shelf.answered[0]?.headers).toMatchObject({ 'content-type': 'text/plain', 'if-none-match': '*' })
    expect(store.shelf.kept.get('/docs/u1/1')?.toString()).toBe('hello')
  })

  test('that was there already has arrived', async ({ page, rig: { store, app } }) => {
    store.orders.push({ status: 412, code: 'PreconditionFailed' })
    expect(await send(page, await signed(app))).toEqual({ kind: 'stored' })
  })
})
