import { Fragment, type ReactNode } from 'react'
import type { Schema } from '@/lib/api/openapi/document'

const WORDS: Record<string, string> = { string: 'text', integer: 'whole number', boolean: 'true or false' }
const FORMATS: Record<string, string> = { 'date-time': 'time (ISO 8601)', uuid: 'id', uri: 'URL', email: 'address' }

/** The type of a value in words; what is a component leads to it. */
export function TypeWords({ schema }: { schema: Schema }) {
  const { $ref, type, format = '', items } = schema
  const values = schema.const === undefined ? schema.enum : [schema.const]
  const cases = schema.anyOf ?? schema.oneOf
  if ($ref) return <SchemaLink name={$ref.split('/').at(-1)!} />
  if (values)
    return (
      <Choice
        of={values.map((value) => (
          <code key={String(value)}>{JSON.stringify(value)}</code>
        ))}
      />
    )
  if (cases)
    return (
      <Choice
        of={cases.map((one, n) => (
          <TypeWords key={n} schema={one} />
        ))}
      />
    )
  if (type === 'array') {
    return (
      <>
        list of <TypeWords schema={items ?? {}} />
      </>
    )
  }
  if (typeof schema.additionalProperties === 'object') return 'texts by their names'
  if (Array.isArray(type)) return type.map((one) => WORDS[one] ?? one).join(' or ')
  return FORMATS[format] ?? WORDS[type ?? ''] ?? type ?? 'any value'
}

function SchemaLink({ name }: { name: string }) {
  return (
    <a href={`#schema-${name}`} className="font-mono text-seal underline underline-offset-2">
      {name}
    </a>
  )
}

function Choice({ of }: { of: ReactNode[] }) {
  return of.map((one, n) => (
    <Fragment key={n}>
      {n ? ' or ' : ''}
      {one}
    </Fragment>
  ))
}
