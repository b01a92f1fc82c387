import { describe, expect, it, test } from 'vitest'
import { z } from 'zod'
import { cursorNumber, cursorOf, cursorText, cursorTime, readCursor } from './cursor'

const ID = '018f6b1e-0000-7000-8000-000000000001'

describe('a cursor leads back to the key that it was made of', () => {
  it.each([
    ['ünïcode 🙂', cursorText],
    [2n ** 60n, cursorNumber],
    [new Date('2026-11-25T03:00:00.123Z'), cursorTime],
  ] as const)('%s', (key, schema: z.ZodType) => {
    expect(readCursor(cursorOf([key, ID]), schema)).toEqual([key, ID])
  })
})

test.each([
  ['', cursorText],
  ['no JSON', cursorText],
  [Buffer.from('["x"]').toString('base64url'), cursorText],
  [cursorOf(['x', 'no id']), cursorText],
  [cursorOf(['a\0b', ID]), cursorText],
  [cursorOf(['x'.repeat(1001), ID]), cursorText],
  [cursorOf(['+275760-09-13T00:00:00.000Z', ID]), cursorTime],
  [cursorOf(['-1', ID]), cursorNumber],
  [cursorOf([String(2n ** 63n), ID]), cursorNumber],
] as const)('%j is none of ours', (cursor, schema: z.ZodType) => {
  expect(() => readCursor(cursor, schema)).toThrow(expect.objectContaining({ code: 'BAD_INPUT' }))
})
