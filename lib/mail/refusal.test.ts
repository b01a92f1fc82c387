import { expect, test } from 'vitest'
import { isRefusal, loggedOf } from './refusal'

test('a refusal is a 5xx to the message or its recipient, and not one to our sign-in or the greeting', () => {
  expect(isRefusal({ code: 'EENVELOPE', responseCode: 550 })).toBe(true)
  expect(isRefusal({ code: 'EMESSAGE', responseCode: 554 })).toBe(true)
  expect(isRefusal({ code: 'EENVELOPE', responseCode: 450 })).toBe(false)
  expect(isRefusal({ code: 'EAUTH', responseCode: 535 })).toBe(false)
  expect(isRefusal({ code: 'EPROTOCOL', responseCode: 554 })).toBe(false)
  expect(isRefusal({ code: 'EENVELOPE', responseCode: 530 })).toBe(false)
  expect(isRefusal(new Error('something else'))).toBe(false)
})

test('of a failure a log holds codes and no address', () => {
  const error = { code: 'EENVELOPE', responseCode: 550, response: '550 no a@example.com', rejected: ['a@example.com'] }
  expect(loggedOf(error)).toEqual({ code: 'EENVELOPE', responseCode: 550 })
})
