import { ChevronRight } from 'lucide-react'
import { Tag } from '@/components/ui/tag'
import type { ManualOperation } from '@/lib/api/openapi/manual'
import { Answers } from './answers'
import { CodeBlock } from './code-block'
import { MethodWord } from './method-word'
import { Parameters } from './parameters'
import { Prose } from './prose'
import { SchemaView } from './schema-view'

/** One line that opens. The address of an operation is inside of it: browsers open what hides the place they go to. */
export function Operation({
  id,
  method,
  path,
  summary,
  description,
  scope,
  parameters,
  body,
  answers,
  errors,
  curl,
}: ManualOperation) {
  return (
    <details className="group border-b border-line/60 last:border-b-0">
      <summary className="grid cursor-pointer grid-cols-[16px_52px_minmax(0,1fr)] items-baseline gap-x-2 gap-y-1 px-3.5 py-3 -outline-offset-2 hover:bg-well/45 @container sm:grid-cols-[16px_52px_minmax(0,1fr)_auto] [&::-webkit-details-marker]:hidden">
        <ChevronRight aria-hidden className="size-4 self-center text-ink-3 transition-transform group-open:rotate-90" />
        <MethodWord method={method} />
        <span className="min-w-0">
          <span className="block font-mono text-s wrap-anywhere">{path}</span>
          <span className="block text-s text-ink-2">{summary}</span>
        </span>
        <Tag className="col-start-3 w-fit font-mono text-2xs sm:col-start-auto">{scope}</Tag>
      </summary>
      <div id={id} className="grid scroll-mt-24 gap-7 border-t border-line/60 px-3.5 pt-4 pb-6 xl:grid-cols-2 xl:px-6">
        <div className="grid min-w-0 content-start gap-6">
          {description ? <Prose text={description} /> : null}
          <Parameters parameters={parameters} />
          {body ? (
            <section>
              <h3 className="mb-2 text-s font-semibold">Body</h3>
              <SchemaView schema={body} asked />
            </section>
          ) : null}
        </div>
        <div className="grid min-w-0 content-start gap-6">
          <CodeBlock label={`${id} with curl`} text={curl} />
          <Answers answers={answers} errors={errors} />
        </div>
      </div>
    </details>
  )
}
