import { describe, expect, test } from 'vitest'
import { SENDS_AT_ONCE, Slots } from './slots'

const never = new AbortController().signal

/** Answers in which order the takers got their place. */
function takers(slots: Slots, names: string[], signals: Record<string, AbortSignal> = {}) {
  const got: string[] = []
  const releases = new Map<string, () => void>()
  for (const name of names) {
    void slots.take(signals[name] ?? never).then((release) => {
      got.push(release === null ? `not ${name}` : name)
      if (release !== null) releases.set(name, release)
    })
  }
  return { got, release: (name: string) => releases.get(name)?.() }
}

const soon = () => new Promise((resolve) => setImmediate(resolve))

describe('slots', () => {
  test('gives as many places as there are, and the next one to who asked first', async () => {
    const { got, release } = takers(new Slots(2), ['a', 'b', 'c', 'd'])
    await soon()
    expect(got).toEqual(['a', 'b'])
    release('b')
    await soon()
    expect(got).toEqual(['a', 'b', 'c'])
    release('a')
    await soon()
    expect(got).toEqual(['a', 'b', 'c', 'd'])
  })

  test('forgets who left while waiting', async () => {
    const leaving = new AbortController()
    const slots = new Slots(1)
    const { got, release } = takers(slots, ['a', 'b', 'c'], { b: leaving.signal })
    await soon()
    leaving.abort()
    await soon()
    expect(got).toEqual(['a', 'not b'])
    release('a')
    await soon()
    expect(got).toEqual(['a', 'not b', 'c'])
    expect(await slots.take(AbortSignal.abort())).toBeNull()
  })

  test('are fewer than the connections that a browser opens to a host', () => {
    expect(SENDS_AT_ONCE).toBeLessThan(6)
  })
})
