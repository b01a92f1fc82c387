import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { browserConnection } from './connection'
import { fakeTime, passes } from './scripted-app'

beforeEach(() => {
  fakeTime()
  // Node has no window: an event target of its own plays its part.
  const target = new EventTarget()
  vi.stubGlobal('addEventListener', target.addEventListener.bind(target))
  vi.stubGlobal('removeEventListener', target.removeEventListener.bind(target))
  vi.stubGlobal('dispatchEvent', target.dispatchEvent.bind(target))
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

function waiting(signal = new AbortController().signal) {
  const back = vi.fn()
  void browserConnection.whenBack(signal).then(back)
  return back
}

describe('isOffline', () => {
  test('is what the browser says', () => {
    vi.stubGlobal('navigator', { onLine: false })
    expect(browserConnection.isOffline()).toBe(true)
    vi.stubGlobal('navigator', { onLine: true })
    expect(browserConnection.isOffline()).toBe(false)
  })
})

describe('whenBack', () => {
  test('ends with the online event', async () => {
    const back = waiting()
    await passes(10_000)
    expect(back).not.toHaveBeenCalled()
    dispatchEvent(new Event('online'))
    await passes()
    expect(back).toHaveBeenCalledOnce()
    expect(vi.getTimerCount()).toBe(0)
  })

  test('looks anyway after half a minute', async () => {
    const back = waiting()
    await passes(30_000)
    expect(back).toHaveBeenCalledOnce()
  })

  test('ends when it is aborted, before or during', async () => {
    const abort = new AbortController()
    const during = waiting(abort.signal)
    abort.abort()
    const before = waiting(AbortSignal.abort())
    await passes()
    expect(during).toHaveBeenCalledOnce()
    expect(before).toHaveBeenCalledOnce()
  })
})
