import { expect, test } from 'vitest'
import { MalformedEvent } from './event'
import { parseSeaweedEvent } from './seaweedfs'

const event = (change: object) =>
  JSON.stringify({
    key: '/buckets/docs/incoming/abc',
    event_type: 'create',
    message: { new_entry: { name: 'abc' } },
    ...change,
  })

test('a new or overwritten object is an event', () => {
  expect(parseSeaweedEvent(event({}))).toEqual([{ bucket: 'docs', key: 'incoming/abc' }])
  expect(parseSeaweedEvent(event({ event_type: 'update' }))).toEqual([{ bucket: 'docs', key: 'incoming/abc' }])
})

test.each([
  ['a deletion', { event_type: 'delete' }],
  ['a rename', { event_type: 'rename' }],
  ['a folder', { message: { new_entry: { is_directory: true } } }],
  ['a part of a multipart upload', { key: '/buckets/docs/.uploads/1f/0001.part' }],
  ['a path outside the buckets', { key: '/etc/passwd' }],
  ['a bucket itself', { key: '/buckets/docs' }],
])('%s is none', (_, change) => {
  expect(parseSeaweedEvent(event(change))).toEqual([])
})

test.each(['', '{', 'null', '[]', '{"key":1}', event({ event_type: 'sudo' }), event({ key: undefined })])(
  '%j is malformed',
  (body) => {
    expect(() => parseSeaweedEvent(body)).toThrow(MalformedEvent)
  },
)
