import { expect, it } from 'vitest'
import { clientInfo } from './client-info'

it('reads what the server process wrote', () => {
  const headers = new Headers({ 'x-forwarded-for': '203.0.113.9', 'user-agent': 'Firefox' })
  expect(clientInfo(headers)).toEqual({ ip: '203.0.113.9', userAgent: 'Firefox' })
})

it('takes the address nearest to the server should there be several', () => {
  expect(clientInfo(new Headers({ 'x-forwarded-for': '1.2.3.4, 203.0.113.9' })).ip).toBe('203.0.113.9')
})

it('keeps an absurd user agent short and does without any', () => {
  expect(clientInfo(new Headers({ 'user-agent': 'x'.repeat(5000) })).userAgent).toHaveLength(400)
  expect(clientInfo(new Headers())).toEqual({ ip: 'unknown', userAgent: '' })
})
