import { expect, test } from 'vitest'
import { judge } from './probe'

test.each([
  [200, 'public'],
  [204, 'public'],
  [206, 'public'],
  [301, 'public'],
  [307, 'public'],
  [404, 'public'],
  [400, 'private'],
  [401, 'private'],
  [403, 'private'],
  [405, 'unreachable'],
  [500, 'unreachable'],
  [503, 'unreachable'],
])('a stranger who is answered %i found the bucket %s', (status, verdict) => {
  expect(judge(status, 'finding').verdict).toBe(verdict)
})
