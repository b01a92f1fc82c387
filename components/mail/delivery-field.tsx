import { useId } from 'react'
import type { Delivery } from '@/lib/mailings/schema'

const WAYS: Record<Delivery, { word: string; means: string }> = {
  APP: {
    word: 'A link to this app',
    means: 'What it opens is checked at every click. You see who opened it, and can extend it.',
  },
  DIRECT: {
    word: 'The URL of the store itself',
    means:
      'Whoever has the message has the file: no code, no password, no trace of who opened it, and its end cannot be moved. It leads to a private copy of each recipient; revoking deletes that copy within seconds.',
  },
}

const ORDER = ['APP', 'DIRECT'] as const

type FieldProps = { delivery: Delivery; onChange: (delivery: Delivery) => void }

/** What stands in the message. Only asked where the organisation allows both. */
export function DeliveryField({ delivery, onChange }: FieldProps) {
  return (
    <fieldset className="grid gap-2.5">
      <legend className="mb-1.5 text-s font-medium">In the message</legend>
      {ORDER.map((way) => (
        <Way key={way} way={way} chosen={way === delivery} onChoose={() => onChange(way)} />
      ))}
    </fieldset>
  )
}

function Way({ way, chosen, onChoose }: { way: Delivery; chosen: boolean; onChoose: () => void }) {
  const id = useId()
  const { word, means } = WAYS[way]
  return (
    <div className="flex items-start gap-2.5 text-s pointer-coarse:min-h-11">
      <input
        type="radio"
        id={id}
        name="delivery"
        aria-describedby={`${id}-means`}
        className="mt-0.5 size-4 shrink-0 accent-seal"
        checked={chosen}
        onChange={onChoose}
      />
      <div className="min-w-0">
        <label htmlFor={id} className="font-medium text-ink">
          {word}
        </label>
        <p id={`${id}-means`} className="text-xs text-ink-3">
          {means}
        </p>
      </div>
    </div>
  )
}
