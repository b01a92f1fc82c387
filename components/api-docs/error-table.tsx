import type { Manual } from '@/lib/api/openapi/manual'

export function ErrorTable({ errors }: Pick<Manual, 'errors'>) {
  return (
    <section aria-labelledby="errors" className="mt-12">
      <h2 id="errors" className="scroll-mt-6 font-serif text-[22px] font-medium">
        Errors
      </h2>
      <p className="mt-1 max-w-3xl text-ink-2">
        Every error is <code className="font-mono text-s">application/problem+json</code> with a code, a sentence for a
        person and the id under which the log of the server has more.
      </p>
      <dl className="mt-4 divide-y divide-line/60 overflow-hidden rounded-m border border-line bg-sheet">
        {errors.map(({ code, status, message }) => (
          <div
            key={code}
            id={code}
            className="grid scroll-mt-6 gap-x-4 px-3.5 py-2.5 sm:grid-cols-[256px_minmax(0,1fr)]"
          >
            <dt className="flex gap-3 font-mono text-s">
              <span className="text-red">{status}</span>
              {code}
            </dt>
            <dd className="text-s text-ink-2">{message}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
