import { Validator } from '@seriousme/openapi-schema-validator'
import { expect, it } from 'vitest'
import { ERRORS } from '../errors'
import { CONTRACTS } from './contracts'
import { openApi } from './openapi'
import { codesOf } from './openapi/problems'

const document = openApi('https://countersign.example.org')
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, ...operation })),
)

it('is an OpenAPI 3.1 document by the schema of OpenAPI', async () => {
  const validator = new Validator()
  const result = await validator.validate(structuredClone(document))
  expect(result).toEqual({ valid: true })
  expect(validator.version).toBe('3.1')
})

it('refers to nothing that it does not hold', () => {
  const refs = JSON.stringify(document).matchAll(/"\$ref":"#\/components\/(\w+)\/([^"]+)"/g)
  const missing = [...refs].filter(
    ([, kind, name]) => !((name as string) in document.components[kind as keyof typeof document.components]),
  )
  expect(missing.map(([ref]) => ref)).toEqual([])
})

it('has every contract, under names that nobody else has', () => {
  expect(operations.map(({ operationId }) => operationId).toSorted()).toEqual(CONTRACTS.map(({ id }) => id).toSorted())
  expect(new Set(CONTRACTS.map(({ id }) => id)).size).toBe(CONTRACTS.length)
})

it.each(CONTRACTS.map((one) => [one.id, one] as const))(
  '%s names its scope, its parameters and its errors',
  (_, one) => {
    const operation = operations.find(({ operationId }) => operationId === one.id)!
    expect(operation.security).toEqual([{ token: [one.scope] }, { session: [] }])
    const placeholders = [...one.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
    const named = operation.parameters.flatMap((it) => ('in' in it && it.in === 'path' ? [it.name] : []))
    expect(named).toEqual(placeholders)
    for (const [status, codes] of codesOf(one)) {
      expect(operation.responses[status], `${status} of ${one.id}`).toEqual({
        $ref: `#/components/responses/${codes.join('.')}`,
      })
      for (const code of codes) expect(ERRORS[code][0]).toBe(status)
    }
  },
)

it('answers no error under a status that a contract promises for success', () => {
  for (const one of CONTRACTS)
    for (const status of Object.keys(one.answers)) expect(codesOf(one).has(Number(status))).toBe(false)
})
