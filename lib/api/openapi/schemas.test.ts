import { expect, it } from 'vitest'
import { z } from 'zod'
import { Schemas } from './schemas'

const inner = z.object({ count: z.int() }).meta({ id: 'Inner' })

it('makes a component of what has an id, wherever it stands', () => {
  const schemas = new Schemas()
  expect(schemas.of(z.object({ list: z.array(inner) }), 'output')).toEqual({
    type: 'object',
    properties: { list: { type: 'array', items: { $ref: '#/components/schemas/Inner' } } },
    required: ['list'],
  })
  expect(schemas.of(inner, 'output')).toEqual({ $ref: '#/components/schemas/Inner' })
  expect(schemas.components).toEqual({
    Inner: { type: 'object', properties: { count: { type: 'integer' } }, required: ['count'] },
  })
})

it('closes what is sent where the schema is strict, and never what is answered', () => {
  const strict = z.strictObject({ name: z.string() })
  expect(new Schemas().of(strict, 'input').additionalProperties).toBe(false)
  expect(new Schemas().of(strict, 'output').additionalProperties).toBeUndefined()
})

it('refuses one id for two things', () => {
  const schemas = new Schemas()
  const sent = z.object({ at: z.string().transform(Number).pipe(z.number()) }).meta({ id: 'Moment' })
  schemas.of(sent, 'input')
  expect(() => schemas.of(sent, 'output')).toThrow('Two schemas have the id Moment.')
})
