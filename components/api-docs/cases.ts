import type { Schema } from '@/lib/api/openapi/document'

/** What a field holds that has no name of its own and has to be shown where it is. */
export function innerOf(schema: Schema): Schema | null {
  if (schema.type === 'array') return schema.items ? innerOf(schema.items) : null
  const cases = casesOf(schema)
  if (schema.properties || cases.filter(({ properties }) => properties).length > 1) return schema
  return cases.find(({ properties }) => properties) ?? null
}

/** What it may be one of, without null. */
export function casesOf({ anyOf, oneOf }: Schema): Schema[] {
  return (anyOf ?? oneOf ?? []).filter(({ type }) => type !== 'null')
}
