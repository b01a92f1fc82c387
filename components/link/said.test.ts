import { describe, expect, it } from 'vitest'
import { SAID, saidSentence } from './said'

const STEPS = ['address', 'code', 'password', 'used-up', 'file'] as const

describe('what the page of a link says', () => {
  it.each([undefined, '', 'constructor', '<b>', 'WRONG', 'wrong,wrong'])('is nothing for %j', (word) => {
    for (const step of STEPS) expect(saidSentence(word, step)).toBeNull()
  })

  it('fits the step, and is silent where the word has no sense', () => {
    expect(saidSentence('wrong', 'password')).toMatch(/^That password is not right/)
    expect(saidSentence('wrong', 'code')).toMatch(/^That code is not right/)
    expect(saidSentence('wrong', 'file')).toBeNull()
    expect(saidSentence('too-many', 'password')).toMatch(/quarter of an hour/)
    expect(saidSentence('too-many', 'address')).toMatch(/Wait an hour/)
    expect(saidSentence('not-an-address', 'code')).toBeNull()
  })

  it('is a sentence', () => {
    for (const word of SAID)
      for (const step of STEPS) {
        const said = saidSentence(word, step)
        if (said !== null) expect(said).toMatch(/^[A-Z].*\.$/)
      }
  })
})
