import { describe, expect, test } from 'vitest'
import type { UploadItem } from '@/lib/upload-client/queue'
import { lineFigures, lineFolder, lineProgress, lineSentence } from './line-words'
import { uploadItem } from './upload-item'

const item = (some: Partial<UploadItem> = {}) =>
  uploadItem({ size: 2_100_000_000, loaded: 1_240_000_000, percent: 59, ...some })

describe('figures', () => {
  test('say what is known', () => {
    expect(lineFigures(item())).toBe('59 %')
    expect(lineFigures(item({ bytesPerSecond: 31_000_000, secondsLeft: 28 }))).toBe('59 % · 31 MB/s · 28 s left')
  })

  test('of a file that is there are its size', () => expect(lineFigures(item({ state: 'done' }))).toBe('2.1 GB'))
})

test('progress says how far it is, and that it rests', () => {
  expect(lineProgress(item())).toBe('1.24 of 2.1 GB')
  expect(lineProgress(item({ state: 'paused' }))).toBe('Paused · 1.24 of 2.1 GB')
})

test('the folder is that of the drop', () => {
  expect(lineFolder(item())).toBeNull()
  expect(lineFolder(item({ path: 'trip/day 1/a.mp4' }))).toBe('trip/day 1')
})

test('a sentence comes where figures would not explain', () => {
  expect(lineSentence(item())).toBeNull()
  expect(lineSentence(item({ state: 'retrying' }))).toContain('Trying again')
  expect(lineSentence(item({ state: 'retrying', error: 'You are offline.' }))).toBe('You are offline.')
  expect(lineSentence(item({ state: 'elsewhere' }))).toContain('another tab')
})
