import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { PartSignatures, UnreadPart, type PartSignaturesOptions } from './part-signatures'
import { fakeTime, passes, ScriptedApp } from './scripted-app'

let app: ScriptedApp
beforeEach(() => {
  fakeTime()
  app = new ScriptedApp()
})
afterEach(() => void vi.useRealTimers())

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 1)
const signatures = (options: Partial<PartSignaturesOptions> = {}) =>
  new PartSignatures({ numbers: numbers(12), sign: (parts) => app.signParts('u1', parts), hash: null, ...options })

describe('parts are signed', () => {
  test('in small calls: those that go at once, and the next ones while they are under way', async () => {
    const signed = signatures()
    for (const number of numbers(4)) await signed.get(number)
    expect(app.signedParts).toEqual([numbers(4), [5, 6, 7, 8]])
    await signed.get(5)
    await passes()
    expect(app.signedParts).toHaveLength(3)
    for (const number of [6, 7, 8, 9, 10, 11, 12]) await signed.get(number)
    expect(app.signedParts).toEqual([numbers(4), [5, 6, 7, 8], [9, 10, 11, 12]])
  })

  test('each with its own URL', async () => {
    const signed = signatures({ numbers: [3, 7] })
    expect((await signed.get(3)).url).toContain('/u1/3?')
    expect((await signed.get(7)).url).toContain('/u1/7?')
    expect(app.signedParts).toEqual([[3, 7]])
  })

  test('again when they waited too long, or were refused', async () => {
    const signed = signatures({ numbers: [1, 2] })
    await signed.get(1)
    await passes(11 * 60_000)
    await signed.get(2)
    expect(app.signedParts).toEqual([[1, 2], [2]])
    signed.drop(2)
    expect((await signed.get(2)).url).toContain('turn=3')
  })

  test('again after the app could not, and nobody hears of those that nobody asked for', async () => {
    app.partsError = new Error('The database does not answer.')
    const signed = signatures()
    await expect(signed.get(1)).rejects.toThrow('does not answer')
    app.partsError = null
    await passes()
    expect((await signed.get(1)).number).toBe(1)
    expect((await signed.get(5)).number).toBe(5)
  })

  test('not at all when the answer leaves one out', async () => {
    const signed = signatures({ sign: async () => [] })
    await expect(signed.get(1)).rejects.toThrow('did not sign every part')
  })
})

describe('sums', () => {
  test('go with the parts, and are made once', async () => {
    const hash = vi.fn(async (number: number) => `sum ${number}`)
    const signed = signatures({ numbers: [1, 2], hash })
    await signed.get(1)
    expect(app.sums).toEqual(['sum 1', 'sum 2'])
    signed.drop(1)
    await signed.get(1)
    expect(app.sums).toEqual(['sum 1', 'sum 2', 'sum 1'])
    expect(hash).toHaveBeenCalledTimes(2)
  })

  test('are made in the order of the parts, and the first part does not wait for others', async () => {
    const made: number[] = []
    const hash = async (number: number) => String(made.push(number))
    const signed = signatures({ hash })
    expect((await signed.get(1)).number).toBe(1)
    for (const number of numbers(12)) await signed.get(number)
    expect(made).toEqual(numbers(12))
    expect(app.signedParts).toEqual([[1], [2, 3], [4, 5, 6, 7], [8, 9, 10, 11], [12]])
  })

  test('of a file that cannot be read tell whose fault it is', async () => {
    const signed = signatures({ hash: () => Promise.reject(new Error('NotReadableError')) })
    await expect(signed.get(1)).rejects.toBeInstanceOf(UnreadPart)
    expect(app.signedParts).toEqual([])
  })
})
