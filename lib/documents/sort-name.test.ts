import { expect, test } from 'vitest'
import { compareSortNames, sortName } from './sort-name'

const byName = (a: string, b: string) => compareSortNames(sortName(a), sortName(b))

test.each([
  [
    ['Zebra', 'apple', 'Äpfel', 'Apfelmus'],
    ['Äpfel', 'Apfelmus', 'apple', 'Zebra'],
  ],
  [
    ['file10', 'file2', 'File1', 'file'],
    ['file', 'File1', 'file2', 'file10'],
  ],
  [
    ['v1.10', 'v1.9', 'v1.9.1'],
    ['v1.9', 'v1.9.1', 'v1.10'],
  ],
  [
    ['2 b', '002 a', '10', '0', '1'],
    ['0', '1', '002 a', '2 b', '10'],
  ],
  [
    ['Pauli', 'Ølsen', 'Olsson', 'Zu', 'Oltmann'],
    ['Ølsen', 'Olsson', 'Oltmann', 'Pauli', 'Zu'],
  ],
  [
    ['Straße 2', 'Strasse 1', 'Strasse 3'],
    ['Strasse 1', 'Straße 2', 'Strasse 3'],
  ],
  [
    ['ёж', 'яма', 'Ель', 'Жук'],
    ['ёж', 'Ель', 'Жук', 'яма'],
  ],
  [
    ['１０', '9', '①'],
    ['①', '9', '１０'],
  ],
  [
    ['나', '가', '각'],
    ['가', '각', '나'],
  ],
  [
    ['report.pdf', 'report (2).pdf', 'Report (10).pdf'],
    ['report (2).pdf', 'Report (10).pdf', 'report.pdf'],
  ],
])('%j is shown as %j', (given, sorted) => expect(given.toSorted(byName)).toEqual(sorted))

test('case and accents alone make no difference', () => {
  for (const same of ['RÉSUMÉ', 're\u0301sume\u0301', 'Resume']) expect(sortName(same)).toBe('resume')
  expect(sortName('İzmir')).toBe('izmir')
  expect(sortName('ΟΔΟΣ')).toBe(sortName('οδος'))
})

test('keys are compared by code point, beyond the first plane too', () => {
  expect(['\u{1f600}', '\uff5e', 'a', '', '\u{1f601}', 'ab'].toSorted(compareSortNames)).toEqual([
    '',
    'a',
    'ab',
    '\uff5e',
    '\u{1f600}',
    '\u{1f601}',
  ])
})

test('a key fits into a row of an index, however odd the name', () => {
  for (const name of ['\ufdfa'.repeat(255), '1a'.repeat(127), '\u{1f600}'.repeat(127), '9'.repeat(255)])
    expect(Buffer.byteLength(sortName(name))).toBeLessThanOrEqual(2000)
})
