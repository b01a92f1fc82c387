import { beforeAll, expect, it } from 'vitest'
import { ensureNginx } from '../test/nginx.ts'
import { edgeUrl } from './edge.ts'

beforeAll(() => void ensureNginx(), 300_000)

const shown = { appUrl: 'http://localhost:3000', publicEdge: (port: number) => `http://127.0.0.1:${port}` }
const hidden = { appUrl: 'https://files.example.org', publicEdge: () => null }
const env = (values: Record<string, string> = {}) => values as unknown as NodeJS.ProcessEnv

it('is taken where there is nginx with njs and browsers can find it', () => {
  expect(edgeUrl(env(), shown, 8080)).toBe('http://127.0.0.1:8080')
  expect(edgeUrl(env({ EDGE: 'on' }), shown, 8080)).toBe('http://127.0.0.1:8080')
  expect(edgeUrl(env(), hidden, 8080)).toBeNull()
})

it('is left away where somebody said so', () => {
  const without = [
    { EDGE: 'off' },
    { DELIVERY: 'direct' },
    { DELIVERY: 'cloudfront' },
    { EDGE: 'off', DELIVERY: 'edge' },
  ]
  for (const said of without) expect(edgeUrl(env(said), shown, 8080)).toBeNull()
})

it('says what is missing where somebody insists', () => {
  expect(() => edgeUrl(env({ EDGE: 'on' }), hidden, 8080)).toThrow(/Set EDGE_URL/)
  expect(() => edgeUrl(env({ EDGE: 'maybe' }), shown, 8080)).toThrow(/auto, on or off/)
})
