import type { Manual } from '@/lib/api/openapi/manual'
import { Words } from './prose'
import { SchemaView } from './schema-view'

export function SchemaList({ schemas }: Pick<Manual, 'schemas'>) {
  return (
    <section aria-labelledby="schemas" className="mt-12">
      <h2 id="schemas" className="scroll-mt-6 font-serif text-[22px] font-medium">
        Schemas
      </h2>
      <div className="mt-4 grid gap-8">
        {schemas.map(([name, schema]) => (
          <section key={name} aria-labelledby={`schema-${name}`} className="max-w-3xl">
            <h3 id={`schema-${name}`} className="mb-2 scroll-mt-6 font-mono text-m font-semibold">
              {name}
            </h3>
            {schema.description ? (
              <p className="mb-2 text-s text-ink-2">
                <Words text={schema.description} />
              </p>
            ) : null}
            <SchemaView schema={schema} />
          </section>
        ))}
      </div>
    </section>
  )
}
