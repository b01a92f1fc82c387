import type { Manual } from '@/lib/api/openapi/manual'
import { MethodWord } from './method-word'

const link = 'block rounded-s px-2 py-1.5 text-s text-ink-2 hover:bg-well hover:text-ink'

/** Where everything is: beside the manual, and on a narrow screen folded in above it. */
export function Contents({ groups }: Pick<Manual, 'groups'>) {
  return (
    <nav aria-label="Contents">
      <details className="mt-4 rounded-m border border-line bg-sheet lg:hidden">
        <summary className="cursor-pointer px-3.5 py-2.5 font-medium">Contents</summary>
        <div className="border-t border-line p-2">
          <Links groups={groups} />
        </div>
      </details>
      <div className="mt-6 hidden lg:block">
        <Links groups={groups} />
      </div>
    </nav>
  )
}

function Links({ groups }: Pick<Manual, 'groups'>) {
  return (
    <ul className="grid grid-cols-1 gap-0.5">
      <li>
        <a href="#start" className={link}>
          First steps
        </a>
      </li>
      {groups.map(({ name, operations }) => (
        <li key={name}>
          <a href={`#${name}`} className={`${link} mt-3 font-medium text-ink`}>
            {name}
          </a>
          <ul>
            {operations.map(({ id, method, summary }) => (
              <li key={id}>
                <a href={`#${id}`} className={`${link} flex items-center gap-2 py-1 text-xs`}>
                  <MethodWord method={method} className="w-11 shrink-0" />
                  <span className="truncate">{summary}</span>
                </a>
              </li>
            ))}
          </ul>
        </li>
      ))}
      <li className="mt-3">
        <a href="#errors" className={link}>
          Errors
        </a>
        <a href="#schemas" className={link}>
          Schemas
        </a>
      </li>
    </ul>
  )
}
