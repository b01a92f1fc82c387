import type { ReactNode } from 'react'
import type { Schema } from '@/lib/api/openapi/document'
import { boundsOf } from './bounds'
import { casesOf, innerOf } from './cases'
import { Words } from './prose'
import { TypeWords } from './type-words'

/** What a schema says: its fields, or the cases that it may be. What has a name of its own is linked and not repeated. */
export function SchemaView({ schema, asked = false }: { schema: Schema; asked?: boolean }) {
  const { properties, required = [] } = schema
  const cases = casesOf(schema)
  if (properties) {
    return (
      <Fields>
        {Object.entries(properties).map(([name, field]) => (
          <FieldRow key={name} name={name} required={required.includes(name)} schema={field} asked={asked} />
        ))}
      </Fields>
    )
  }
  if (cases.some(({ properties }) => properties)) {
    return (
      <ul className="grid gap-3">
        {cases.map((one, n) => (
          <li key={n}>
            <p className="mb-1 text-xs text-ink-3">{one.title ?? (n ? 'or' : 'one of')}</p>
            <SchemaView schema={one} asked={asked} />
          </li>
        ))}
      </ul>
    )
  }
  return (
    <p className="text-s text-ink-2">
      <TypeWords schema={schema} /> {schema.description ? <Words text={schema.description} /> : null}
    </p>
  )
}

export function Fields({ children }: { children: ReactNode }) {
  return <dl className="grid divide-y divide-line/60 border-y border-line/60">{children}</dl>
}

type Props = {
  name: string
  required: boolean
  schema: Schema
  /** Whether it is sent: then it says where it must be, and of an answer where it may be missing. */
  asked: boolean
}

/** A field or parameter: its name and type, what it says, and what is inside of it. */
export function FieldRow({ name, required, schema, asked }: Props) {
  const inner = innerOf(schema)
  const bounds = boundsOf(schema)
  return (
    <div className="py-2">
      <dt className="flex flex-wrap items-baseline gap-x-2">
        <span className="font-mono text-s wrap-anywhere">{name}</span>
        <span className="text-xs text-ink-3">
          <TypeWords schema={schema} />
        </span>
        {asked && required ? <span className="text-xs font-medium text-amber">required</span> : null}
        {asked || required ? null : <span className="text-xs text-ink-3">may be missing</span>}
      </dt>
      <dd className="text-s text-ink-2">
        {schema.description ? <Words text={schema.description} /> : null}
        {bounds ? <span className="block text-xs text-ink-3">{bounds}</span> : null}
        {inner ? (
          <div className="mt-2 border-l border-line pl-3.5">
            <SchemaView schema={inner} asked={asked} />
          </div>
        ) : null}
      </dd>
    </div>
  )
}
