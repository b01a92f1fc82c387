import type { OpenApi, Schema } from './document'

const BY_FORMAT: Record<string, unknown> = {
  uuid: '3f6c2b1e-8a0d-4c57-9a35-0c1d2e3f4a5b',
  'date-time': '2027-01-31T12:00:00Z',
  email: 'client@example.com',
  uri: 'https://example.com',
}

/** A value that fits the schema, as an example shows it: of an object what is required, or all where nothing is. */
export function exampleOf(schema: Schema, components: OpenApi['components']['schemas']): unknown {
  const follow = (it: Schema) => exampleOf(it, components)
  if (schema.$ref) return follow(components[schema.$ref.split('/').at(-1)!] ?? {})
  const known = schema.examples?.[0] ?? schema.const ?? schema.enum?.[0] ?? schema.default
  if (known !== undefined) return known
  const [choice] = schema.anyOf ?? schema.oneOf ?? []
  if (choice) return follow(choice)
  if (schema.properties) {
    const names = schema.required?.length ? schema.required : Object.keys(schema.properties)
    return Object.fromEntries(names.map((name) => [name, follow(schema.properties![name] ?? {})]))
  }
  if (schema.type === 'array') return schema.items ? [follow(schema.items)] : []
  if (schema.type === 'integer' || schema.type === 'number') return Math.max(1, schema.minimum ?? 1)
  if (schema.type === 'boolean') return true
  return BY_FORMAT[schema.format ?? ''] ?? 'text'
}
