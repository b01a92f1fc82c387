import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { askedCookie, proofCookie, visitorOf, type Visitor } from './link-session'

const PROOF = { linkId: 'one', version: 0, email: 'a@example.com', passwordProved: true }
const NOBODY: Visitor = { client: { ip: 'unknown', userAgent: '' }, proofs: [], asked: null, embedded: false }

beforeAll(() => {
  vi.stubEnv('DATABASE_URL', 'postgresql://nowhere')
  vi.stubEnv('S3_ENDPOINT', 'http://127.0.0.1:8333')
  vi.stubEnv('S3_BUCKET', 'documents')
  vi.stubEnv('S3_ACCESS_KEY_ID', 'x')
  vi.stubEnv('S3_SECRET_ACCESS_KEY', 'x')
  vi.stubEnv('STORAGE_EVENTS_TOKEN', 'x'.repeat(32))
  vi.stubEnv('NEXTAUTH_SECRET', 'x'.repeat(32))
  vi.stubEnv('APP_URL', 'http://localhost:3000')
})
afterAll(() => vi.unstubAllEnvs())

/** The browser's next request. */
const next = (...cookies: string[]) =>
  visitorOf(new Headers({ cookie: cookies.map((cookie) => cookie.split(';', 1)[0]).join('; ') }))

describe('a link session', () => {
  it('comes back as it went', () => {
    expect(next(proofCookie(NOBODY, PROOF)).proofs).toEqual([{ ...PROOF, until: expect.any(Number) }])
    const asked = { linkId: 'one', email: 'a@example.com', secret: 's', until: Date.now() + 1000 }
    expect(next('other=1', askedCookie(asked)).asked).toEqual(asked)
  })

  it('is for links alone, and not for scripts or other sites', () =>
    expect(proofCookie(NOBODY, PROOF)).toMatch(/; Path=\/s; Max-Age=43200; HttpOnly; SameSite=Lax$/))

  it('is Secure over https, and by its name', async () => {
    vi.resetModules()
    vi.stubEnv('APP_URL', 'https://files.example.org')
    const secure = await import('./link-session')
    const cookie = secure.proofCookie(NOBODY, PROOF)
    expect(cookie).toMatch(/^__Secure-countersign\.link=.*; Secure$/)
    const headers = new Headers({ cookie: cookie.replace('__Secure-', '') })
    expect(secure.visitorOf(headers).proofs).toEqual([])
    vi.stubEnv('APP_URL', 'http://localhost:3000')
  })

  it.each([10, 200])('of addresses of %i characters holds as many links as a cookie takes, one each', (length) => {
    const email = `${'a'.repeat(length)}@example.com`
    let visitor = NOBODY
    for (let link = 0; link < 40; link++)
      visitor = next(proofCookie(visitor, { ...PROOF, email, linkId: String(link) }))
    visitor = next(proofCookie(visitor, { ...PROOF, email, linkId: '38', version: 3 }))
    const held = visitor.proofs.map(({ linkId }) => linkId)
    expect(held.slice(-2)).toEqual(['39', '38'])
    expect(new Set(held).size).toBe(held.length)
    expect(held.length).toBeGreaterThan(4)
    expect(proofCookie(visitor, { ...PROOF, email }).length).toBeLessThan(4096)
  })

  it.each([
    ['document', false],
    [null, false],
    ['image', true],
    ['iframe', true],
    ['empty', true],
  ])('says of a request for %j whether somebody opened a link by it', (dest, embedded) => {
    expect(visitorOf(new Headers(dest ? { 'sec-fetch-dest': dest } : {})).embedded).toBe(embedded)
  })

  it('is nothing when it was changed, cut, signed for something else, or is over', () => {
    const [pair = ''] = proofCookie(NOBODY, PROOF).split(';')
    const [name = '', value = ''] = pair.split('=')
    const [body = '', mac = ''] = value.split('.')
    const asked = askedCookie({ linkId: 'one', email: 'x', secret: 's', until: Date.now() + 1000 })
    const foreign = asked.split(';', 1)[0]?.split('=')[1] ?? ''
    for (const wrong of ['', '.', body, `${body}.`, `${body}.${mac.slice(1)}`, `${body}A.${mac}`, `${value}.`, foreign])
      expect(next(`${name}=${wrong}`).proofs, wrong).toEqual([])
    vi.useFakeTimers({ now: Date.now() + 12 * 3_600_000 })
    expect(next(pair).proofs).toEqual([])
    vi.useRealTimers()
  })
})
