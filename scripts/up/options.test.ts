import { expect, it } from 'vitest'
import { root } from '../root.ts'
import { readOptions } from './options.ts'
import { elapsed } from './say.ts'

const env = (values: Record<string, string>) => values as unknown as NodeJS.ProcessEnv

it('reads the command line and DATA_DIR', () => {
  expect(readOptions([], env({}))).toEqual({ dev: false, fresh: false, dataDir: `${root}/.data` })
  expect(readOptions(['--fresh'], env({ DATA_DIR: '/srv/data' }))).toEqual({
    dev: false,
    fresh: true,
    dataDir: '/srv/data',
  })
})

it('names an option that there is not', () => expect(() => readOptions(['--frsh'], env({}))).toThrow(/--frsh/))

it.each([
  [400, '0 s'],
  [59_400, '59 s'],
  [61_000, '1 min 1 s'],
])('%i ms are %s', (ms, text) => expect(elapsed(0, ms)).toBe(text))
