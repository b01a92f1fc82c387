import { expect, test } from 'vitest'
import { removalTexts, removedText } from './removal-texts'

test('says what ends, in the right number, and that nothing does', () => {
  expect(
    removalTexts({ documents: 1, trashed: 0, bytes: 2_400_000, grants: 2, links: 1, groups: 3, tokens: 1 }),
  ).toEqual([
    '1 document (2.4 MB) gets another owner.',
    '2 documents that were shared with them close for them.',
    '1 link of theirs into documents of others ends.',
    'They leave 3 groups.',
    '1 agent token of theirs ends.',
  ])
  expect(removalTexts({ documents: 3, trashed: 2, bytes: 900, grants: 0, links: 0, groups: 0, tokens: 0 })).toEqual([
    '3 documents (900 B, 2 in Deleted) get another owner.',
  ])
  expect(removalTexts({ documents: 0, trashed: 0, bytes: 0, grants: 0, links: 0, groups: 0, tokens: 0 })).toEqual([
    'They own no document, and none is shared with them.',
  ])
})

test('says what was done, and whom to tell', () => {
  expect(removedText('Leaver', { documents: 0, urlsKilled: 0, heir: null, told: false })).toBe(
    'Leaver was removed. Tell the person.',
  )
  expect(removedText('Leaver', { documents: 2, urlsKilled: 1, heir: 'Heir', told: true })).toBe(
    'Leaver was removed. 2 documents belong to Heir now. 1 issued URL was killed. A mail tells them.',
  )
})
