'use client'
import { UserRound, Users, type LucideIcon } from 'lucide-react'
import { useId, useState, type KeyboardEvent } from 'react'
import { cn } from './cn'
import { Field } from './field'
import { Input } from './input'

export type Choice = { id: string; name: string; note: string; group?: boolean; icon?: LucideIcon }

type ComboboxProps<T extends Choice> = {
  label: string
  hint: string
  error?: string | null
  autoFocus?: boolean
  query: string
  onQuery: (query: string) => void
  hits: readonly T[]
  onChoose: (hit: T) => void
}

/**
 * A field that finds people, groups and the like (the ARIA pattern “combobox with a list”). The list stands in the page's flow: over
 * it, a dialog that scrolls would cut it off.
 */
export function Combobox<T extends Choice>({
  label,
  hint,
  error,
  autoFocus = false,
  query,
  onQuery,
  hits,
  onChoose,
}: ComboboxProps<T>) {
  const listId = useId()
  const [active, setActive] = useState(0)
  const open = hits.length > 0
  const keys = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step && open) setActive((active + step + hits.length) % hits.length)
    if (event.key === 'Enter' && hits[active]) onChoose(hits[active])
    if (step || event.key === 'Enter') event.preventDefault()
  }
  return (
    <div>
      <Field label={label} hint={hint} error={error ?? null}>
        {(wiring) => (
          <Input
            {...wiring}
            role="combobox"
            autoFocus={autoFocus}
            aria-expanded={open}
            aria-controls={listId}
            aria-autocomplete="list"
            aria-activedescendant={open ? `${listId}-${active}` : undefined}
            autoComplete="off"
            dir="auto"
            maxLength={100}
            value={query}
            onChange={({ target }) => {
              setActive(0)
              onQuery(target.value)
            }}
            onKeyDown={keys}
          />
        )}
      </Field>
      <div
        id={listId}
        role="listbox"
        aria-label="Found"
        className={open ? 'mt-2 overflow-hidden rounded-s border border-line' : 'hidden'}
      >
        {hits.map((hit, index) => (
          <Option
            key={hit.id}
            id={`${listId}-${index}`}
            hit={hit}
            active={index === active}
            onChoose={() => onChoose(hit)}
          />
        ))}
      </div>
    </div>
  )
}

type OptionProps = { id: string; hit: Choice; active: boolean; onChoose: () => void }

function Option({ id, hit: { name, note, group, icon }, active, onChoose }: OptionProps) {
  const Icon = icon ?? (group ? Users : UserRound)
  return (
    // The keyboard stays in the field, which says by aria-activedescendant which of these it means.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={active}
      className={cn(
        'flex min-h-11 cursor-pointer items-center gap-2.5 border-b border-line/60 px-3 py-1.5 last:border-b-0 hover:bg-well',
        active && 'bg-well',
      )}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onChoose}
    >
      <Icon aria-hidden className="size-4 shrink-0 text-ink-3" />
      <span className="min-w-0 leading-snug">
        <b dir="auto" className="block truncate font-medium">
          {name}
        </b>
        <span className="block truncate text-xs text-ink-3">{note}</span>
      </span>
    </div>
  )
}
