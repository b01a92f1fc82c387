import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { pause } from './pause'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('ends after its time', async () => {
  const end = vi.fn()
  void pause(1_000, new AbortController().signal).then(end)
  await vi.advanceTimersByTimeAsync(999)
  expect(end).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(1)
  expect(end).toHaveBeenCalledOnce()
})

test('ends at once when it is aborted, before or during', async () => {
  await pause(1_000, AbortSignal.abort())
  const abort = new AbortController()
  const paused = pause(1_000, abort.signal)
  abort.abort()
  await paused
  expect(vi.getTimerCount()).toBe(0)
})
