import { describe, expect, it } from 'vitest'
import { clientAddress, trustedProxies } from './client-address.ts'

const from = (peer: string, forwarded: string | undefined, trusted = '') =>
  clientAddress(peer, forwarded === undefined ? {} : { 'x-forwarded-for': forwarded }, trustedProxies(trusted))

describe('the client address', () => {
  it('is the peer, whatever it says about itself', () => {
    expect(from('203.0.113.7', '10.0.0.1')).toBe('203.0.113.7')
    expect(from('::ffff:203.0.113.7', '10.0.0.1, 192.0.2.1')).toBe('203.0.113.7')
  })

  it('is what a trusted proxy saw, not what the client wrote before it', () => {
    expect(from('10.0.0.1', '198.51.100.9, 203.0.113.7', '10.0.0.0/8')).toBe('203.0.113.7')
    expect(from('10.0.0.1', '198.51.100.9, 203.0.113.7, 10.0.0.2', '10.0.0.0/8')).toBe('203.0.113.7')
  })

  it('is the outermost proxy when everything is trusted or nothing was said', () => {
    expect(from('10.0.0.1', '10.0.0.9', '10.0.0.0/8')).toBe('10.0.0.9')
    expect(from('10.0.0.1', undefined, '10.0.0.0/8')).toBe('10.0.0.1')
  })

  it('is never something that is no address', () => {
    expect(from('10.0.0.1', 'evil<script>', '10.0.0.1')).toBe('10.0.0.1')
    expect(from('10.0.0.1', '203.0.113.7:5555', '10.0.0.1')).toBe('203.0.113.7')
    expect(from('10.0.0.1', '[2001:db8::1]:443', '10.0.0.1')).toBe('2001:db8::1')
  })

  it('knows IPv6 networks', () => {
    expect(from('fd00::1', '2001:db8::5', 'fd00::/8, 127.0.0.1')).toBe('2001:db8::5')
  })

  it.each(['proxy.example', '10.0.0.0/33', '10.0.0.0/x', '300.1.1.1'])('TRUSTED_PROXIES refuses %s', (entry) => {
    expect(() => trustedProxies(entry)).toThrow(/TRUSTED_PROXIES has/)
  })

  it.each(['10.0.0.1/', '10.0.0.1/x', '10.0.0.1/33', '10.0.0.1/-1', 'proxy'])(
    'does not guess what %j trusts',
    (list) => {
      expect(() => trustedProxies(list)).toThrow('TRUSTED_PROXIES')
    },
  )
})
