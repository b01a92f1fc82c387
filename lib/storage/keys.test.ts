import { expect, test } from 'vitest'
import { objectKey, stagingKey } from './keys'

test('keys are random and need no encoding anywhere', () => {
  const keys = Array.from({ length: 1000 }, () => objectKey())
  expect(new Set(keys).size).toBe(1000)
  for (const key of keys) expect(key).toMatch(/^objects\/[a-z2-7]{32}$/)
  expect(stagingKey()).toMatch(/^incoming\/[a-z2-7]{32}$/)
})
