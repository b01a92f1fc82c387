import { expect, test } from 'vitest'
import { review } from './review.ts'
import { sameTables, unexplained } from './table.ts'

test('every package of the lock may be used here', () => {
  const { packages, refused } = review()
  expect(packages.length).toBeGreaterThan(100)
  expect(refused).toEqual([])
})

test('docs/licences.md says what package.json says (npm run licences -- --write), and why each is there', () => {
  const { page, renewed } = review()
  expect(sameTables(page, renewed)).toBe(true)
  expect(unexplained(page)).toEqual([])
})
