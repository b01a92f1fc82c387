import { expect, test } from 'vitest'
import { clean, isRefusal, saidBy } from './said'

test('a refusal is a 5xx to the message or its recipient, and not one to our sign-in or the greeting', () => {
  expect(isRefusal({ code: 'EENVELOPE', responseCode: 550 })).toBe(true)
  expect(isRefusal({ code: 'EMESSAGE', responseCode: 554 })).toBe(true)
  expect(isRefusal({ code: 'EENVELOPE', responseCode: 450 })).toBe(false)
  expect(isRefusal({ code: 'EAUTH', responseCode: 535 })).toBe(false)
  expect(isRefusal({ code: 'EPROTOCOL', responseCode: 554 })).toBe(false)
  expect(isRefusal(new Error('something else'))).toBe(false)
})

test('the sender reads what the server said, and nothing of how we sign in to it', () => {
  expect(saidBy({ code: 'EENVELOPE', response: '550 5.1.1 no such\r\nuser' })).toBe('550 5.1.1 no such user')
  expect(saidBy({ code: 'EAUTH', response: '535 user smtp-user is unknown' })).not.toContain('smtp-user')
  expect(saidBy({ code: 'ESOCKET', syscall: 'connect' })).toBe('The mail server does not answer.')
  expect(saidBy({ code: 'STORE_DOWN' })).toBe('The file store does not answer.')
  expect(saidBy(new Error('postgresql://user:secret@host'))).toBe('It could not be handed to the mail server.')
})

test('an answer is one line of a few hundred characters, without marks that turn it', () => {
  expect(clean(`250 OK\u202e\u0000${'x'.repeat(1000)}`)).toBe(`250 OK ${'x'.repeat(293)}`)
})
