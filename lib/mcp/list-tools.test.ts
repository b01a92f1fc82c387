import { describe, expect, test } from 'vitest'
import { SCOPES } from '../auth/scopes'
import { listTools } from './list-tools'
import { TOOLS } from './tools/all'

const names = (...scopes: (typeof SCOPES)[number][]) => listTools(scopes).map(({ name }) => name)

test('a token is shown the tools of its scopes and no others', () => {
  expect(names('documents:read')).toEqual(['search_documents', 'get_document', 'get_download_url'])
  expect(names('documents:write')).toEqual(['begin_upload', 'finish_upload', 'upload_text'])
  expect(names('shares:read')).toEqual(['who_can_open'])
  expect(names('shares:write')).toEqual(['share_document', 'revoke_share', 'send_by_mail'])
  expect(names('audit:read')).toEqual([])
  expect(names(...SCOPES)).toHaveLength(TOOLS.length)
})

describe.each(listTools(SCOPES))('$name', ({ inputSchema, outputSchema, annotations = {}, description = '' }) => {
  test('takes and answers objects that need no other schema to be understood', () => {
    for (const schema of [inputSchema, outputSchema]) {
      expect(schema).toMatchObject({ type: 'object' })
      expect(JSON.stringify(schema)).not.toMatch(/\$ref|\$defs/)
    }
    expect(inputSchema).toMatchObject({ additionalProperties: false })
  })

  test('says what it does to the world, in words and as hints', () => {
    expect(description.length).toBeGreaterThan(40)
    expect(annotations).toMatchObject({ readOnlyHint: expect.any(Boolean), openWorldHint: expect.any(Boolean) })
    if (!annotations.readOnlyHint)
      expect(annotations).toMatchObject({ destructiveHint: expect.any(Boolean), idempotentHint: expect.any(Boolean) })
  })
})

test('only revoke_share takes something away', () => {
  const destructive = listTools(SCOPES).filter(({ annotations }) => annotations?.destructiveHint)
  expect(destructive.map(({ name }) => name)).toEqual(['revoke_share'])
})
