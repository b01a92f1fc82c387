import type { Manual } from '@/lib/api/openapi/manual'
import { Operation } from './operation'

export function Group({ name, description, operations }: Manual['groups'][number]) {
  return (
    <section aria-labelledby={name} className="mt-12">
      <h2 id={name} className="scroll-mt-6 font-serif text-[22px] font-medium">
        {name}
      </h2>
      <p className="mt-1 text-ink-2">{description}</p>
      <div className="mt-4 overflow-hidden rounded-m border border-line bg-sheet">
        {operations.map((operation) => (
          <Operation key={operation.id} {...operation} />
        ))}
      </div>
    </section>
  )
}
