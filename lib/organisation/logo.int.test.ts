import { beforeEach, describe, expect, test } from 'vitest'
import { parse, requireAdmin, run } from '../action'
import type { UserPrincipal } from '../auth/principal'
import { db } from '../db'
import { PICTURES, png } from '../testing/pictures'
import { makePerson } from '../testing/people'
import { changeLogo, logoAddress, readLogo, removeLogo } from './logo'
import { MAX_LOGO_BYTES } from './logo-limits'
import { logoInput } from './schema'

let admin: UserPrincipal

beforeEach(async () => {
  admin = await makePerson('ADMIN')
  await removeLogo(admin)
})

const choose = async (bytes: Uint8Array) =>
  changeLogo(admin, parse(logoInput, { image: Buffer.from(bytes).toString('base64') }))

const audited = async () =>
  (
    await db().auditEvent.findMany({
      where: { actorId: admin.userId, action: 'organisation.logo-changed' },
      orderBy: { id: 'asc' },
      select: { details: true },
    })
  ).map(({ details }) => details)

test('it is what was chosen, has another address after each change, and is gone when it is removed', async () => {
  expect([await readLogo(), await logoAddress()]).toEqual([null, null])
  const before = await audited()
  const first = png(1024, 1024)
  await choose(first)
  const address = await logoAddress()
  expect(address).toMatch(/^\/api\/organisation\/logo\?v=\d+$/)
  expect(await readLogo()).toEqual({ bytes: new Uint8Array(first), type: 'image/png' })
  for (const [type, samples] of Object.entries(PICTURES))
    for (const sample of samples) {
      await choose(Buffer.from(sample, 'base64'))
      expect(await readLogo()).toEqual({ bytes: Uint8Array.from(Buffer.from(sample, 'base64')), type })
    }
  expect(await logoAddress()).not.toBe(address)
  await removeLogo(admin)
  await removeLogo(admin)
  expect([await readLogo(), await logoAddress()]).toEqual([null, null])
  await choose(first)
  expect(await logoAddress()).not.toBe(address)
  const rows = (await audited()).slice(before.length)
  expect(rows).toHaveLength(8)
  expect(rows[0]).toEqual({ type: 'image/png', bytes: first.length })
  expect(rows[6]).toEqual({ removed: true })
})

describe('what is refused, and leaves the one that is there', () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
  const gif = Buffer.from('R0lGODlhAQABAAAAACwAAAAAAQABAAACAkQBADs=', 'base64')
  const empty = png(1, 1).length
  test.each<[string, Uint8Array, object]>([
    ['an SVG', Buffer.from(svg), { code: 'BAD_INPUT', message: expect.stringContaining('no PNG, JPEG or WebP') }],
    ['an SVG with an XML head', Buffer.from(`<?xml version="1.0"?>${svg}`), { code: 'BAD_INPUT' }],
    ['a page', Buffer.from('<!doctype html><p>Hello'), { code: 'BAD_INPUT' }],
    ['a GIF', gif, { code: 'BAD_INPUT', message: expect.stringContaining('no PNG, JPEG or WebP') }],
    ['nothing', Buffer.alloc(0), { code: 'BAD_INPUT', message: 'The file is empty. Choose another.' }],
    ['a page behind a PNG', Buffer.concat([png(4, 4), Buffer.from('<script>')]), { code: 'BAD_INPUT' }],
    ['a byte too much', png(1, 1, MAX_LOGO_BYTES + 1 - empty - 12), { code: 'TOO_LARGE' }],
    ['far too much', png(1, 1, MAX_LOGO_BYTES * 2), { code: 'BAD_INPUT', message: expect.stringContaining('100 KB') }],
    ['too wide', png(1025, 1), { code: 'BAD_INPUT', message: expect.stringContaining('1025 × 1 pixels') }],
    ['too high', png(1, 1025), { code: 'BAD_INPUT', message: expect.stringContaining('1 × 1025 pixels') }],
    ['a PNG cut short', png(40, 40).subarray(0, -9), { code: 'BAD_INPUT' }],
    [
      'a JPEG cut short',
      Buffer.from(PICTURES['image/jpeg'][0], 'base64').subarray(0, -2),
      { code: 'BAD_INPUT', message: expect.stringContaining('not complete') },
    ],
  ])('%s', async (_, bytes, refusal) => {
    await choose(png(3, 3))
    const address = await logoAddress()
    await expect(choose(bytes)).rejects.toMatchObject(refusal)
    expect(await logoAddress()).toBe(address)
    expect(await readLogo()).toEqual({ bytes: new Uint8Array(png(3, 3)), type: 'image/png' })
  })

  test('what is no base64', () => {
    expect(() => parse(logoInput, { image: '<svg/>' })).toThrow('The file did not arrive whole.')
  })
})

test('the largest that is allowed is taken', async () => {
  const largest = png(1, 1, MAX_LOGO_BYTES - png(1, 1).length - 12)
  expect(largest).toHaveLength(MAX_LOGO_BYTES)
  await choose(largest)
  expect((await readLogo())?.bytes).toHaveLength(MAX_LOGO_BYTES)
})

test('members choose none', async () => {
  const member = await makePerson()
  const answer = await run(
    async () => requireAdmin(member),
    logoInput,
    (input, who) => changeLogo(who, input),
    { image: png(3, 3).toString('base64') },
  )
  expect(answer).toMatchObject({ ok: false, code: 'NOT_ALLOWED' })
  expect(await logoAddress()).toBeNull()
})
