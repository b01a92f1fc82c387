import { expect, test } from 'vitest'
import { BodyTooLarge, readLimited } from './read-limited'

const post = (body: BodyInit, headers = {}) => new Request('http://localhost/', { method: 'POST', body, headers })

test('reads what fits, across chunk borders inside a character', async () => {
  const bytes = new TextEncoder().encode('Grüße')
  const body = new ReadableStream({
    start(controller) {
      for (const byte of bytes) controller.enqueue(Uint8Array.of(byte))
      controller.close()
    },
  })
  const request = new Request('http://localhost/', { method: 'POST', body, duplex: 'half' } as RequestInit)
  expect(await readLimited(request, bytes.length)).toBe('Grüße')
})

test('refuses by the declared length without reading, and by the real one when that lies', async () => {
  await expect(readLimited(post('x'.repeat(11)), 10)).rejects.toThrow(BodyTooLarge)
  await expect(readLimited(post('x', { 'content-length': '11' }), 10)).rejects.toThrow(BodyTooLarge)
})
