import { expect, test } from 'vitest'
import { clean, saidBy } from './said'

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
