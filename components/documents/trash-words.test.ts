import { expect, test } from 'vitest'
import { deletionText, pendingText, restoreText, trashText } from './trash-words'

test('a deletion says where a Ready document goes, and that nothing else waits', () => {
  expect(deletionText({ status: 'Ready' })).toContain('It goes to Deleted for 30 days, where you can restore it')
  expect(deletionText({ status: 'Uploading' })).toContain('This cannot be undone.')
  expect(pendingText(1)).toBe('Deleted. 1 URL that was handed out stops working in a moment.')
  expect(pendingText(1200)).toBe('Deleted. 1,200 URLs that were handed out stop working in a moment.')
})

test.each([
  [{ people: 0, links: 0 }, 'Only you can open it then.'],
  [{ people: 1, links: 0 }, '1 other person can open it again.'],
  [{ people: 0, links: 1 }, '1 link can open it again.'],
  [{ people: 1200, links: 2 }, '1,200 other people and 2 links can open it again.'],
])('a restore says who gets it back: %o', (effect, sentence) => {
  expect(restoreText(effect)).toBe(
    `It goes back to your documents. ${sentence} URLs that were handed out before it was deleted stay dead.`,
  )
})

test('the list says what it costs', () => {
  expect(trashText({ count: 1, bytes: 2_400_000 })).toBe(
    '1 document, 2.4 MB. It counts in your storage until gone for good, 30 days after being deleted. Nobody can open it meanwhile.',
  )
  expect(trashText({ count: 1234, bytes: 0 })).toMatch(/^1,234 documents, 0 B\. They count .* open them meanwhile\.$/)
})
