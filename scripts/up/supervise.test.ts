import { expect, it, vi } from 'vitest'
import type { Engine } from '../engines/process.ts'
import { Keeper } from './supervise.ts'

type Fake = Engine & { end(how: string): void }

function fake(): Fake {
  let end: (how: string) => void
  const ended = new Promise<string>((resolve) => (end = resolve))
  return {
    name: 'The store',
    pid: 7,
    ended,
    running: () => true,
    stop: async () => end('stopped'),
    end: (how) => end(how),
  }
}

function keeper() {
  const made: Fake[] = []
  const giveUp = vi.fn<(problem: unknown) => void>()
  const kept = new Keeper(
    async () => (made.push(fake()), made.at(-1)!),
    () => undefined,
    giveUp,
  )
  return { made, giveUp, kept }
}

it('starts again what ended by itself, and says so', async () => {
  const said = vi.spyOn(console, 'error').mockReturnValue(undefined)
  const { made, kept, giveUp } = keeper()
  await kept.start()
  made[0]!.end('signal SIGKILL')
  await vi.waitFor(() => expect(made).toHaveLength(2))
  expect(said.mock.calls).toEqual([['The store ended (signal SIGKILL) and is started again.']])
  expect(giveUp).not.toHaveBeenCalled()
})

it('leaves alone what it stopped', async () => {
  const { made, kept } = keeper()
  await kept.start()
  await kept.stop()
  await new Promise((resolve) => setTimeout(resolve, 300))
  expect(made).toHaveLength(1)
})

it('gives up at once on what refuses to run', async () => {
  const { made, kept, giveUp } = keeper()
  await kept.start()
  made[0]!.end('code 78')
  await vi.waitFor(() => expect(String(giveUp.mock.calls[0]?.[0])).toContain('refuses to run'))
})
