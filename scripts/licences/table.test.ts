import { expect, test } from 'vitest'
import { renewTable, sameTables, unexplained } from './table.ts'

const PAGE = `# Licences

<!-- dependencies -->

| Package | Version | Licence | Why |
| ------- | ------- | ------- | --- |
| \`old\`  | 1.0.0   | MIT     | gone |
| \`kept\` | 1.0.0   | MIT     | needed for something |

<!-- /dependencies -->

after
`
const packages = [
  { name: 'kept', version: '0.9.0', licence: 'ISC' },
  { name: 'kept', version: '2.0.0', licence: 'Apache-2.0' },
  { name: 'added', version: '3.0.0', licence: 'MIT' },
]
const direct = [
  { name: 'kept', version: '2.0.0' },
  { name: 'added', version: '3.0.0' },
]

test('a renewed table has the packages of now, with their reasons, and the page around it', () => {
  const page = renewTable(PAGE, 'dependencies', direct, packages)
  expect(page).toContain('| `kept` | 2.0.0 | Apache-2.0 | needed for something |\n| `added` | 3.0.0 | MIT |  |\n')
  expect(page).not.toContain('old')
  expect(page).toMatch(/^# Licences\n/)
  expect(page).toMatch(/\nafter\n$/)
  expect(unexplained(page)).toEqual(['added'])
})

test('aligned columns say the same, another version does not', () => {
  const now = [
    { name: 'old', version: '1.0.0' },
    { name: 'kept', version: '1.0.0' },
  ]
  const mit = now.map((one) => ({ ...one, licence: 'MIT' }))
  expect(sameTables(renewTable(PAGE, 'dependencies', now, mit), PAGE)).toBe(true)
  expect(sameTables(renewTable(PAGE, 'dependencies', direct, packages), PAGE)).toBe(false)
})
