import { describe, expect, test } from 'vitest'
import type { UploadTotal } from '@/lib/upload-client/queue'
import { headline, pace } from './summary'

const total = (some: Partial<UploadTotal>): UploadTotal => ({
  files: 0,
  done: 0,
  failed: 0,
  bytes: 0,
  loaded: 0,
  percent: 0,
  bytesPerSecond: 0,
  secondsLeft: null,
  ...some,
})

describe('headline', () => {
  test.each([
    [{ files: 1 }, 0, 'Uploading 1 file'],
    [{ files: 5, done: 2 }, 0, 'Uploading 3 of 5 files'],
    [{ files: 2000, done: 0, failed: 4 }, 0, 'Uploading 1,996 of 2,000 files'],
    [{ files: 5, done: 5 }, 0, 'Uploaded 5 files'],
    [{ files: 1, done: 1 }, 0, 'Uploaded 1 file'],
    [{ files: 5, done: 3, failed: 2 }, 0, '2 of 5 files not uploaded'],
    [{ files: 2, done: 2 }, 1, '1 of 3 files not uploaded'],
    [{}, 1, '1 file was not uploaded'],
  ])('%o and %i refused: “%s”', (some, refused, text) => expect(headline(total(some), refused)).toBe(text))
})

test('pace says what is known', () => {
  expect(pace(total({}))).toBe('')
  expect(pace(total({ bytesPerSecond: 124_000_000, secondsLeft: 13.6 }))).toBe('124 MB/s · 14 s left')
})
