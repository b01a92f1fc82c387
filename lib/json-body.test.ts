import { expect, it } from 'vitest'
import { jsonBody, limitedText } from './json-body'

const post = (body: BodyInit | null, type = 'application/json') =>
  new Request('http://localhost/', {
    method: 'POST',
    body,
    headers: { 'content-type': type },
    duplex: 'half',
  } as RequestInit)

it('reads JSON, and nothing as an empty object', async () => {
  expect(await jsonBody(post('{"a":[1]}'))).toEqual({ a: [1] })
  expect(await jsonBody(post('{}', 'application/merge-patch+json; charset=utf-8'))).toEqual({})
  expect(await jsonBody(new Request('http://localhost/', { method: 'DELETE' }))).toEqual({})
})

it('refuses other types, which a form of another site could send', async () => {
  await expect(jsonBody(post('{"a":1}', 'text/plain'))).rejects.toMatchObject({ code: 'BAD_INPUT' })
  await expect(jsonBody(post('a=1', 'application/x-www-form-urlencoded'))).rejects.toMatchObject({ code: 'BAD_INPUT' })
})

it('refuses what is not JSON', async () => {
  await expect(jsonBody(post('{"a":'))).rejects.toMatchObject({ code: 'BAD_INPUT' })
})

it('stops reading a body without a length as soon as it is too large', async () => {
  let sent = 0
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      sent += 1024
      controller.enqueue(new Uint8Array(1024))
    },
  })
  await expect(limitedText(post(endless), 10_000)).rejects.toMatchObject({ code: 'TOO_LARGE' })
  expect(sent).toBeLessThan(20_000)
})

it('keeps characters whole that fall between two chunks', async () => {
  const [first, second] = [new Uint8Array([0x22, 0xe2, 0x98]), new Uint8Array([0x83, 0x22])]
  const body = new ReadableStream({
    start(controller) {
      controller.enqueue(first)
      controller.enqueue(second)
      controller.close()
    },
  })
  expect(await jsonBody(post(body))).toBe('☃')
})
