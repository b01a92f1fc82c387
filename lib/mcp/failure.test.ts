import { expect, test } from 'vitest'
import { AppError } from '../errors'
import { resourceFailure, toolFailure } from './failure'

const said = (error: unknown) => {
  const { content, isError } = toolFailure(error, { tool: 'test' })
  const [first] = content
  return { isError, ...(JSON.parse(first?.type === 'text' ? first.text : '') as Record<string, unknown>) }
}

test('an error that is meant for its reader comes with its sentence and a cure', () => {
  expect(said(new AppError('NOT_FOUND'))).toEqual({
    isError: true,
    code: 'NOT_FOUND',
    message: 'There is no such document, or it is not shared with you.',
    cure: 'Take the id from search_documents or who_can_open, or ask the person to share the document.',
  })
})

test('the missing scope and the time to wait are there for programs', () => {
  expect(said(new AppError('SCOPE_MISSING', 'No.', { scope: 'shares:read' }))).toMatchObject({ scope: 'shares:read' })
  expect(said(new AppError('TOO_MANY', 'Wait.', { retryAfter: 7 }))).toMatchObject({ retryAfterSeconds: 7 })
})

test('a resource’s error is one of the protocol, with the same words', () => {
  const failure = resourceFailure(new AppError('NOT_FOUND'), {})
  expect(failure).toMatchObject({ code: -32_602, data: { code: 'NOT_FOUND' } })
  expect(resourceFailure(new AppError('STORE_DOWN'), {})).toMatchObject({ code: -32_603 })
})
