import { describe, expect, test } from 'vitest'
import type { UploadTotal } from '@/lib/upload-client/queue'
import { amount, headline, pace, tabTitle } from './summary'

const total = (some: Partial<UploadTotal>): UploadTotal => ({
  files: 0,
  done: 0,
  failed: 0,
  resting: 0,
  bytes: 0,
  loaded: 0,
  percent: 0,
  bytesPerSecond: 0,
  secondsLeft: null,
  ...some,
})

describe('headline', () => {
  test.each([
    [{ files: 1 }, 0, 0, 'Uploading 1 file'],
    [{ files: 5, done: 2 }, 0, 0, 'Uploading 3 of 5 files'],
    [{ files: 5, done: 2, resting: 1 }, 0, 3, 'Uploading 2 of 5 files'],
    [{ files: 2000, done: 0, failed: 4 }, 0, 0, 'Uploading 1,996 of 2,000 files'],
    [{ files: 1, resting: 1 }, 0, 0, '1 upload is paused'],
    [{ files: 5, done: 2, resting: 3 }, 0, 0, '3 of 5 uploads are paused'],
    [{ files: 5, done: 5 }, 0, 0, 'Uploaded 5 files'],
    [{ files: 1, done: 1 }, 0, 2, 'Uploaded 1 file'],
    [{ files: 5, done: 3, failed: 2 }, 0, 0, '2 of 5 files not uploaded'],
    [{ files: 2, done: 2 }, 1, 0, '1 of 3 files not uploaded'],
    [{}, 1, 0, '1 file was not uploaded'],
    [{}, 0, 1, '1 unfinished upload'],
    [{}, 0, 1200, '1,200 unfinished uploads'],
  ])('%o, %i refused, %i unfinished: “%s”', (some, refused, unfinished, text) =>
    expect(headline(total(some), { refused, unfinished })).toBe(text),
  )
})

test('pace says what is known', () => {
  expect(pace(total({}))).toBe('')
  expect(pace(total({ bytesPerSecond: 124_000_000, secondsLeft: 13.6 }))).toBe('124 MB/s · 14 s left')
})

test('amount says how many bytes of how many', () => {
  expect(amount(total({ percent: 45, loaded: 3_100_000_000, bytes: 6_800_000_000 }))).toBe('45 %, 3.1 of 6.8 GB')
})

describe('the title of the tab', () => {
  test('says how far it is while something is under way', () => {
    expect(tabTitle('Documents · Countersign', total({ files: 1, percent: 42 }))).toBe('42 % · Documents · Countersign')
    expect(tabTitle('42 % · Documents · Countersign', total({ files: 1, percent: 43 }))).toBe(
      '43 % · Documents · Countersign',
    )
  })

  test('is as it was when nothing is', () => {
    expect(tabTitle('99 % · Account · Countersign', total({ files: 1, done: 1, percent: 100 }))).toBe(
      'Account · Countersign',
    )
    expect(tabTitle('50 % · Account', total({ files: 1, resting: 1, percent: 50 }))).toBe('Account')
    expect(tabTitle('Documents', total({}))).toBe('Documents')
  })
})
