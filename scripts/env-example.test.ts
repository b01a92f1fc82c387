import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { root } from './root.ts'

const read = (file: string) => readFileSync(join(root, file), 'utf8')
const lines = read('.env.example').split('\n')
const documented = lines.flatMap((line) => /^#?([A-Z][A-Z0-9_]+)=/.exec(line)?.[1] ?? [])

it('.env.example has every variable of the schema, and those that only the scripts read', () => {
  const ofSchema = [...read('lib/env.ts').matchAll(/^ {4}([A-Z][A-Z0-9_]+): /gm)].map(([, name]) => name!)
  const ofScripts = [
    'PORT',
    'DATA_DIR',
    'EDGE',
    'EDGE_CACHE_SIZE',
    'TRUSTED_PROXIES',
    'NEXT_SERVER_ACTIONS_ENCRYPTION_KEY',
    'CHROMIUM_PATH',
  ]
  const wanted = [...ofSchema, ...ofScripts].filter((name) => name !== 'NODE_ENV')
  expect(wanted.length).toBeGreaterThan(20)
  expect(documented.toSorted()).toEqual([...new Set(wanted)].toSorted())
})

it('.env.example says what each is for, in the line before', () => {
  const silent = lines.filter((line, at) => /^#?[A-Z][A-Z0-9_]+=/.test(line) && !lines[at - 1]?.startsWith('# '))
  expect(silent).toEqual([])
})

it('the containers run the version of the store that is built', () => {
  const version = /const VERSION = '(.+)'/.exec(read('scripts/engines/weed.ts'))?.[1]
  expect(read('docker-compose.yml').match(/chrislusf\/seaweedfs:\S+/g)).toEqual(
    Array(2).fill(`chrislusf/seaweedfs:${version}`),
  )
})
