import { describe, expect, test } from 'vitest'
import { asText, phrase, type Named } from './phrase'
import { ACTIONS, WORDINGS } from './sentences'

const named = (kind: Named['kind'], name: string): Named => ({ kind, id: kind, name, gone: false })
const meant = {
  actor: named('person', 'Finance'),
  document: named('document', 'plan {actor}.pdf'),
  subject: named('person', 'Legal'),
  others: new Map([['an-id', named('group', 'Board')]]),
}
const nobody = { actor: null, document: null, subject: null, others: new Map() }
const SAID = { format: 'csv', seconds: 60, issuer: 'an issuer', person: 'an-id', from: 'A', to: 'B', name: 'Board' }

describe.each(ACTIONS)('%s', (action) => {
  test('is a sentence, whoever and whatever it is about', () => {
    for (const who of [meant, nobody]) {
      const sentence = asText(phrase(action, who, SAID).parts)
      expect(sentence).toMatch(/^[A-Za-z].*[^.\s]$/)
      expect(sentence.replaceAll('{actor}.pdf', '')).not.toMatch(/[{}?!]/)
    }
    expect(WORDINGS[action].label).toMatch(/^[A-Z][^.!]+$/)
  })
})

test('a name is a part of its own, and what it says is not read again', () => {
  expect(phrase('document.renamed', meant, {}).parts).toEqual([meant.actor, ' renamed ', meant.document])
})

test.each([
  ['member.role-changed', { from: 'MEMBER', to: 'ADMIN' }, 'Finance made Legal an administrator', [['from', 'MEMBER']]],
  ['url.issued', { inline: false, seconds: 60 }, 'Finance got a URL to download plan {actor}.pdf, good for 60 s', []],
  ['document.rejected', { reason: 'late' }, 'plan {actor}.pdf was rejected', [['reason', 'late']]],
  ['storage.limits-changed', { quotaBytes: null }, 'Finance changed the storage limits', []],
  [
    'grant.given',
    { kind: 'GROUP', to: 'an-id', viewOnly: false },
    'Finance shared plan {actor}.pdf with the group Board',
    [],
  ],
  ['member.removed', { heir: 'an-id' }, 'Finance removed Legal', [['heir', 'Board']]],
  ['session.ended', { sessionId: 'b' }, 'Finance ended a session', [['sessionId', 'b']]],
  ['session.opened', { method: 'oidc' }, 'Finance signed in through single sign-on', []],
])('%s with %j: what the sentence says is not said twice', (action, details, sentence, rest) => {
  const { parts, details: left } = phrase(action, meant, details)
  expect(asText(parts)).toBe(sentence)
  expect(left).toEqual(rest)
})

test('the server acts under its own name', () => {
  expect(asText(phrase('document.deleted', nobody, {}).parts)).toBe('Countersign deleted a document')
})

test('an action of a newer version is shown as it is', () => {
  expect(asText(phrase('moon.landed', meant, { on: { the: 'moon' } }).parts)).toBe('moon.landed')
  expect(phrase('toString', meant, {}).parts).toEqual(['toString'])
})
