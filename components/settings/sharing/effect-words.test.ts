import { expect, test } from 'vitest'
import { effectSentences, policyDone, policySentences } from './effect-words'

const NOTHING = {
  grants: 0,
  links: 0,
  tokens: 0,
  urls: 0,
  people: 0,
  documents: 0,
  keep: 0,
  keepNames: [],
  linksStopping: 0,
  urlsKilled: 0,
}

test('the effect of a revocation, a sentence each', () => {
  expect(effectSentences({ ...NOTHING, links: 1 })).toEqual([
    '1 link will be revoked.',
    'No living URL has to be killed.',
  ])
  expect(effectSentences({ ...NOTHING, tokens: 2, urlsKilled: 1 })).toEqual([
    '2 agent tokens will be revoked.',
    'What an agent shared with its token stays: it is the act of the person it belongs to.',
    '1 living URL is killed at once.',
  ])
  expect(effectSentences({ ...NOTHING, grants: 1, keep: 1, keepNames: ['Finance'] })).toEqual([
    '1 grant will be revoked.',
    'Nobody loses access to a document.',
    'No living URL has to be killed.',
    'Finance keeps another right and can still open what they lose here.',
  ])
  expect(
    effectSentences({
      grants: 2,
      links: 1200,
      tokens: 0,
      urls: 1,
      people: 1,
      documents: 2,
      keep: 7,
      keepNames: ['Board', 'Finance'],
      linksStopping: 1,
      urlsKilled: 3,
    }),
  ).toEqual([
    '2 grants, 1,200 links and 1 URL will be revoked.',
    '1 person loses access to 2 documents.',
    '1 other link stops, because the giver may no longer share.',
    '3 living URLs are killed at once.',
    'Board, Finance and 5 others keep another right and can still open what they lose here.',
  ])
})

const NO_EFFECT = { stops: 0, revives: 0, tokensStop: 0, tokensRevive: 0, tokenNames: [], urlsKilled: 0 }

test('the effect of a policy, before and after', () => {
  expect(policySentences(NO_EFFECT)).toEqual(['No link stops.'])
  expect(policySentences({ ...NO_EFFECT, stops: 2, revives: 1, urlsKilled: 1 })).toEqual([
    '2 links stop opening anything.',
    '1 link opens again.',
    '1 living URL is killed at once.',
  ])
  const done = { ...NO_EFFECT, stops: 2, urlsKilled: 3, urlsPending: 1, seconds: 0.44 }
  expect(policyDone(done)).toBe('2 links stopped, 3 issued URLs killed in 0.4 s, 1 more is being killed.')
  expect(policyDone({ ...NO_EFFECT, urlsPending: 0, seconds: 0 })).toBe('No link had to stop.')
})

test('the effect of a policy on agent tokens names some of them', () => {
  expect(policySentences({ ...NO_EFFECT, tokensStop: 7, tokenNames: ['build (Finance)', 'import (Legal)'] })).toEqual([
    'No link stops.',
    '7 agent tokens end at once: build (Finance), import (Legal) and 5 others.',
  ])
  expect(policySentences({ ...NO_EFFECT, tokensRevive: 1 })).toEqual([
    'No link stops.',
    '1 agent token that had ended works again.',
  ])
  const done = { ...NO_EFFECT, tokensStop: 1, tokensRevive: 0, urlsPending: 0, seconds: 0 }
  expect(policyDone(done)).toBe('1 agent token ended.')
})
