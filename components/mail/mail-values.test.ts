import { expect, test } from 'vitest'
import type { MailTerms } from '@/lib/mailings/schema'
import {
  livesOf,
  lifeWord,
  longestOf,
  mailInputOf,
  momentOf,
  newMailValues,
  previewInputOf,
  secondsOf,
  usualSubject,
} from './mail-values'

const HOUR = 3600
const TERMS: MailTerms = {
  mail: true,
  closed: null,
  directRefused: null,
  longestSeconds: 7 * 24 * HOUR,
  longestDirectSeconds: 7 * 24 * HOUR,
  gate: 'NONE',
  domains: [],
  sender: { name: 'Legal', email: 'legal@example.org' },
  documents: [],
}
const ABOUT = { documentIds: ['d'], seconds: 24 * HOUR, timeZone: 'UTC' }

test('a new message lives 24 hours, or as long as the organisation allows', () => {
  expect(newMailValues(TERMS).life).toBe(String(24 * HOUR))
  expect(newMailValues({ ...TERMS, longestSeconds: 2 * HOUR }).life).toBe(String(2 * HOUR))
})

const words = (terms: MailTerms, delivery: 'APP' | 'DIRECT') =>
  livesOf(terms, delivery).map((seconds) => lifeWord(seconds, longestOf(terms, delivery)))

test('nothing longer is offered than the organisation allows, or a signature holds', () => {
  expect(words(TERMS, 'APP')).toEqual(['1 hour', '24 hours', '3 days', '7 days'])
  expect(words({ ...TERMS, longestSeconds: 2 * HOUR }, 'APP')).toEqual(['1 hour', '2 hours, the longest here'])
  expect(words({ ...TERMS, longestDirectSeconds: HOUR }, 'DIRECT')).toEqual(['1 hour'])
})

test('a code is asked for where the organisation wants proof', () => {
  expect(newMailValues(TERMS).asksCode).toBe(false)
  expect(newMailValues({ ...TERMS, gate: 'RECIPIENTS' }).asksCode).toBe(true)
  expect(newMailValues({ ...TERMS, gate: 'EITHER' }).asksCode).toBe(true)
  expect(newMailValues({ ...TERMS, domains: ['example.org'] }).asksCode).toBe(true)
})

test('a chosen moment becomes seconds from now, and none is none', () => {
  const now = new Date('2026-11-25T10:00').getTime()
  expect(momentOf(now)).toBe('2026-11-25T10:00')
  expect(secondsOf({ life: 'moment', moment: '2026-11-25T12:30' }, now)).toBe(2.5 * HOUR)
  expect(secondsOf({ life: 'moment', moment: '' }, now)).toBeNull()
  expect(secondsOf({ life: '3600', moment: '' }, now)).toBe(HOUR)
})

test('a URL of the store is sent without anything that would stand before it', () => {
  const values = { ...newMailValues(TERMS), asksCode: true, password: 'open sesame', notifyOnOpen: true }
  expect(mailInputOf(values, ABOUT)).toMatchObject({ asksCode: true, password: 'open sesame', notifyOnOpen: true })
  expect(mailInputOf({ ...values, delivery: 'DIRECT' }, ABOUT)).toMatchObject({
    asksCode: false,
    password: null,
    notifyOnOpen: false,
  })
  expect(previewInputOf(values, null, ABOUT)).not.toHaveProperty('password')
  expect(previewInputOf(values, null, ABOUT)).toMatchObject({ hasPassword: true, recipient: null })
})

test('an empty subject shows what the server makes of it', () => {
  expect(usualSubject('Legal', ['contract.pdf'])).toBe('Legal sent you contract.pdf')
  expect(usualSubject('Legal', ['contract.pdf', 'annex.pdf', 'plan.png'])).toBe(
    'Legal sent you contract.pdf and 2 more',
  )
})
