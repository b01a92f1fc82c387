import { expect, test } from 'vitest'
import { resourceFailure, toolFailure } from './failure'

test('what went wrong inside stays inside', () => {
  const error = new Error('connect to postgresql://countersign:hunter2@db failed at /srv/app/lib/db.ts')
  const { content, isError } = toolFailure(error, { tool: 'test' })
  expect(isError).toBe(true)
  const { message, data } = resourceFailure(error, { method: 'test' })
  for (const said of [JSON.stringify(content), message, JSON.stringify(data)]) {
    expect(said).toContain('Countersign could not do that')
    expect(said).not.toMatch(/hunter2|srv|postgresql/)
  }
})
