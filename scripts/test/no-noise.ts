import { afterEach, beforeEach, expect, vi } from 'vitest'

// What nobody expected to be written is a failure: a test that wants a warning spies on the console itself.
const noise: string[] = []

beforeEach(() => {
  noise.length = 0
  for (const method of ['error', 'warn'] as const)
    vi.spyOn(console, method).mockImplementation(
      (...words: unknown[]) => void noise.push(`console.${method}: ${words.map(String).join(' ')}`),
    )
})

afterEach(() => {
  vi.restoreAllMocks()
  expect(noise, 'the test wrote to the console').toEqual([])
})
