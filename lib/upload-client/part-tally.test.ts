import { expect, test } from 'vitest'
import { PartTally } from './part-tally'

test('counts what the store has, the short last part too', () => {
  expect(new PartTally(25, 10, []).sum).toBe(0)
  expect(new PartTally(25, 10, [1, 3]).sum).toBe(15)
  expect(new PartTally(25, 10, [1, 2, 3]).sum).toBe(25)
})

test('adds what is on its way, and takes it back when it has to go again', () => {
  const tally = new PartTally(25, 10, [1])
  tally.set(2, 4)
  tally.set(3, 5)
  tally.set(2, 9)
  expect(tally.sum).toBe(24)
  tally.set(2, 0)
  expect(tally.sum).toBe(15)
})
