import type { ManualOperation } from '@/lib/api/openapi/manual'
import { Words } from './prose'
import { SchemaView } from './schema-view'

/** What comes back: each success with its body, and every error by its code. */
export function Answers({ answers, errors }: Pick<ManualOperation, 'answers' | 'errors'>) {
  return (
    <section>
      <h3 className="mb-2 text-s font-semibold">Answers</h3>
      <ul className="grid gap-4">
        {answers.map(({ status, description, types, schema }) => (
          <li key={status}>
            <p className="text-s">
              <span className="mr-2 font-mono font-semibold text-seal">{status}</span>
              <Words text={description} />
            </p>
            {types.length && !schema ? <p className="text-xs text-ink-3">{types.join(' or ')}</p> : null}
            {schema ? (
              <div className="mt-1.5">
                <SchemaView schema={schema} />
              </div>
            ) : null}
          </li>
        ))}
      </ul>
      <h3 className="mt-5 mb-2 text-s font-semibold">Errors</h3>
      <dl className="grid grid-cols-[36px_minmax(0,1fr)] gap-x-2 gap-y-1 text-xs">
        {errors.map(({ status, codes }) => (
          <div key={status} className="contents">
            <dt className="font-mono font-semibold text-red">{status}</dt>
            <dd className="flex flex-wrap gap-x-2.5 font-mono text-ink-2">
              {codes.map((code) => (
                <a key={code} href={`#${code}`} className="hover:text-ink hover:underline">
                  {code}
                </a>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
