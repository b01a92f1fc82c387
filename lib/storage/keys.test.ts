import { expect, test } from 'vitest'
import { isStagingKey, objectKey, stagingKey } from './keys'

test('keys are random and need no encoding anywhere', () => {
  const keys = Array.from({ length: 1000 }, () => objectKey())
  expect(new Set(keys).size).toBe(1000)
  for (const key of keys) expect(key).toMatch(/^objects\/[a-z2-7]{32}$/)
  expect(stagingKey()).toMatch(/^incoming\/[a-z2-7]{32}$/)
})

test('a staging key is told from everything else that may lie in a bucket', () => {
  const key = stagingKey()
  expect(isStagingKey(key)).toBe(true)
  for (const other of [objectKey(), `${key}\0`, `${key}\n`, `x${key}`, key.toUpperCase(), 'incoming/', '']) {
    expect(isStagingKey(other), other).toBe(false)
  }
})
