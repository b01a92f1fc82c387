import { expect, test } from 'vitest'
import { z } from 'zod'
import { jsonSchemaOf } from './json-schema'

const thing = z.object({ name: z.string().meta({ description: 'What it is called.' }) }).meta({ id: 'ThingOfThisTest' })

test('there are no references in it, whatever has an id', () => {
  const schema = jsonSchemaOf(z.object({ one: thing, all: z.array(thing) }).meta({ id: 'ThingsOfThisTest' }), 'output')
  expect(JSON.stringify(schema)).not.toMatch(/\$ref|\$defs|OfThisTest/)
  expect(schema).toMatchObject({ properties: { all: { items: { properties: { name: { type: 'string' } } } } } })
})

test('descriptions stay, and what has a default may be left out of the input', () => {
  const schema = z.object({ name: thing.shape.name, count: z.int().default(3) })
  expect(jsonSchemaOf(schema, 'input')).toMatchObject({
    properties: { name: { description: 'What it is called.' } },
    required: ['name'],
  })
  expect(jsonSchemaOf(schema, 'output')).toMatchObject({ required: ['name', 'count'] })
})

test('a format says it without the pattern of zod', () => {
  const { properties } = jsonSchemaOf(z.object({ id: z.uuid() }), 'input')
  expect(properties).toEqual({ id: { type: 'string', format: 'uuid' } })
})
