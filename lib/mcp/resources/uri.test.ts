import { expect, test } from 'vitest'
import { documentIdOf, documentUri } from './uri'

const ID = '0198f1a2-7c3d-7e4f-8a5b-6c7d8e9f0a1b'

test('a document’s URI leads back to its id', () => expect(documentIdOf(documentUri(ID))).toBe(ID))

test.each([
  '',
  ID,
  `countersign://documents/`,
  `countersign://documents/${ID}/../x`,
  `countersign://documents/${ID}?x`,
  `countersign://uploads/${ID}`,
  `file:///etc/passwd`,
  `countersign://documents/../../etc/passwd`,
])('“%s” names no document', (uri) =>
  expect(() => documentIdOf(uri)).toThrow(expect.objectContaining({ code: 'NOT_FOUND' })),
)
