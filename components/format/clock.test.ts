import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ClockStore } from './clock'

beforeEach(() => vi.useFakeTimers({ now: Date.parse('2026-11-24T12:00:00Z') }))
afterEach(() => vi.useRealTimers())

test('begins with what the server wrote, then goes on in the reader’s zone', () => {
  const served = { now: 1, timeZone: 'UTC' }
  const store = new ClockStore(served)
  const heard = vi.fn<() => void>()
  store.subscribe(heard)
  expect(store.clock).toBe(served)
  const stop = store.run('Europe/Zurich')
  expect(store.clock).toEqual({ now: Date.now(), timeZone: 'Europe/Zurich' })
  expect(store.served).toBe(served)
  vi.advanceTimersByTime(120_000)
  expect(heard).toHaveBeenCalledTimes(3)
  stop()
  vi.advanceTimersByTime(120_000)
  expect(heard).toHaveBeenCalledTimes(3)
})
