import { describe, expect, it } from 'vitest'
import { readAddresses } from './address.ts'

const addresses = (env: Record<string, string>, own = true) =>
  readAddresses(env as unknown as NodeJS.ProcessEnv, own, new Set(['127.0.0.1', '::1', lan]))
const lan = '192.0.2.10'

describe('addresses', () => {
  it('stay on loopback by default, the store on another site than the app', async () => {
    const found = await addresses({})
    expect(found).toMatchObject({
      appUrl: 'http://localhost:3000',
      port: 3000,
      listen: ['127.0.0.1', '::1'],
      lan: null,
    })
    expect(found.publicStore(8333)).toBe('http://127.0.0.1:8333')
  })

  it('follow PORT, and the port of APP_URL', async () => {
    expect((await addresses({ PORT: '4000' })).appUrl).toBe('http://localhost:4000')
    expect((await addresses({ APP_URL: 'http://localhost:4001/' })).port).toBe(4001)
  })

  it('call the store by name where the app is 127.0.0.1', async () => {
    expect((await addresses({ APP_URL: 'http://127.0.0.1:3000' })).publicStore(8333)).toBe('http://localhost:8333')
  })

  it('open app and store, and nothing else, on the address of this machine that APP_URL names', async () => {
    const found = await addresses({ APP_URL: `http://${lan}:3000` })
    expect(found).toMatchObject({ listen: ['127.0.0.1', '::1', lan], lan })
    expect(found.publicStore(8333)).toBe(`http://${lan}:8333`)
    expect(found.publicEdge(8080)).toBe(`http://${lan}:8080`)
  })

  it('want to be told where a proxy shows the store', async () => {
    const elsewhere = { APP_URL: 'https://files.invalid' }
    await expect(addresses(elsewhere)).rejects.toThrow(/S3_PUBLIC_ENDPOINT/)
    expect((await addresses({ ...elsewhere, EDGE_URL: 'https://edge.invalid/' })).publicEdge(1)).toBe(
      'https://edge.invalid',
    )
    await expect(addresses({ ...elsewhere, EDGE: 'off', EDGE_URL: 'https://edge.invalid' })).rejects.toThrow(
      /S3_PUBLIC/,
    )
    const found = await addresses({ ...elsewhere, S3_PUBLIC_ENDPOINT: 'https://store.invalid' })
    expect(found.publicEdge(8080)).toBeNull()
    expect(found).toMatchObject({ port: 3000, lan: null })
    expect(found.publicStore(8333)).toBe('https://store.invalid')
  })

  it.each([
    [{ PORT: 'http' }, /PORT must be a number/],
    [{ PORT: '70000' }, /PORT must be a number/],
    [{ PORT: '6000' }, /Browsers refuse/],
    [{ APP_URL: 'localhost:3000' }, /APP_URL must be an http/],
    [{ APP_URL: 'http://localhost:3000/app' }, /without a path/],
  ])('refuse %j', async (env, reason) => {
    await expect(addresses(env as Record<string, string>)).rejects.toThrow(reason)
  })
})
