import type { ManualOperation } from '@/lib/api/openapi/manual'
import { FieldRow, Fields } from './schema-view'

const PLACES = { path: 'In the path', query: 'Query', header: 'Header fields' } as const

export function Parameters({ parameters }: Pick<ManualOperation, 'parameters'>) {
  return Object.entries(PLACES).map(([place, words]) => {
    const found = parameters.filter((it) => it.in === place)
    if (!found.length) return null
    return (
      <section key={place}>
        <h3 className="mb-2 text-s font-semibold">{words}</h3>
        <Fields>
          {found.map(({ name, required, description = '', schema }) => (
            <FieldRow key={name} name={name} required={required} asked schema={{ description, ...schema }} />
          ))}
        </Fields>
      </section>
    )
  })
}
