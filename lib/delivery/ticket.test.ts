import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import nginx from '../../edge/nginx.js'
import reader from '../../edge/ticket.js'
import { SLICE_BYTES } from './purge'
import { signTicket, type Ticket } from './ticket'

const KEY = 'a key of at least thirty-two characters'
const OLD = 'the key that was before and just as long'
const NOW = 1_800_000_000
const TICKET: Ticket = {
  key: 'objects/abcdefghijklmnopqrstuvwxyz234567',
  expires: NOW + 60,
  disposition: 'attachment; filename=contract.pdf',
  type: 'application/pdf',
  issuedUrlId: '01234567-0123-7123-8123-0123456789ab',
}
const read = (text: string, keys = [KEY, OLD], now = NOW) => reader.read(text, keys, now)
const READ = { ...TICKET, id: TICKET.issuedUrlId, issuedUrlId: undefined }

test('the edge reads what the app wrote, with the key of now or the one before', () => {
  for (const key of [KEY, OLD]) expect(read(signTicket(TICKET, key))).toEqual(READ)
  expect(read(signTicket(TICKET, 'a key of two changes ago, also long enough'))).toBeNull()
})

test('it ends to the second', () => {
  const text = signTicket(TICKET, KEY)
  expect(read(text, [KEY], NOW + 59)).not.toBeNull()
  for (const late of [60, 61, 10 ** 9]) expect(read(text, [KEY], NOW + late)).toBeNull()
})

test('no other text is taken, one character changed included', () => {
  const text = signTicket(TICKET, KEY)
  fc.assert(
    fc.property(fc.nat(text.length - 1), fc.constantFrom(...'aA0-_.+/= \n'.split('')), (at, char) => {
      const changed = text.slice(0, at) + char + text.slice(at + 1)
      const result = read(changed)
      return changed === text ? result !== null : result === null
    }),
  )
  fc.assert(fc.property(fc.string(), (junk) => (read(junk) === null && read(`${text}${junk}`) === null) || junk === ''))
})

test('without a key, or with short ones, nothing is taken', () => {
  for (const setting of [undefined, '', ',', 'short', 'short,also-short']) {
    expect(reader.keysOf(setting)).toEqual([])
    expect(read(signTicket(TICKET, ''), reader.keysOf(setting))).toBeNull()
  }
  expect(reader.keysOf(`${KEY},${OLD}`)).toEqual([KEY, OLD])
})

test('signed nonsense is refused', () => {
  const wrong: Partial<Record<keyof Ticket, unknown>>[] = [
    { key: 'mailed/abcdefghijklmnopqrstuvwxyz234567' },
    { key: 'objects/../abcdefghijklmnopqrstuvwxyz23' },
    { key: 5 },
    { expires: 'later' },
    { expires: null },
    { issuedUrlId: 'x' },
  ]
  for (const change of wrong) expect(read(signTicket({ ...TICKET, ...change } as Ticket, KEY))).toBeNull()
})

test('texts are compared whole', () => {
  fc.assert(fc.property(fc.string(), fc.string(), (a, b) => reader.same(a, b) === (a === b)))
  expect(reader.same('', '')).toBe(true)
})

test('app, script and configuration cut objects alike, and files are named as nginx names them', () => {
  expect(readFileSync('edge/nginx.conf.template', 'utf8')).toContain(`slice ${SLICE_BYTES};`)
  expect(readFileSync('edge/nginx.js', 'utf8')).toContain(`SLICE_BYTES = ${SLICE_BYTES}`)
  expect(nginx.sliceFile('/c', TICKET.key, 1)).toMatch(/^\/c\/([0-9a-f])\/([0-9a-f]{2})\/[0-9a-f]{29}\2\1$/)
})
