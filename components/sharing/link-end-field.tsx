import { cn } from '@/components/ui/cn'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import type { LinkTerms } from '@/lib/sharing/links/schema'
import { dayOf } from './day'
import type { LinkValues } from './link-values'
import { endChoices } from './link-words'

type End = Pick<LinkValues, 'end' | 'day'>
type EndProps = { terms: LinkTerms; value: End; same?: string; onChange: (end: End) => void }

/** When a link ends: a choice of spans, or a day. `same` is how the end that it has is called. */
export function LinkEndField({ terms, value, same, onChange }: EndProps) {
  const { end, day } = value
  return (
    <div className={cn('grid gap-3', end === 'day' ? 'grid-cols-2' : 'md:grid-cols-2')}>
      <Field label="Ends">
        {(wiring) => (
          <Select
            {...wiring}
            className="w-full"
            value={end}
            onChange={({ target }) => onChange({ end: target.value, day })}
          >
            {same ? <option value="same">{same}</option> : null}
            {endChoices(terms.longestDays).map(({ days, word }) => (
              <option key={days} value={days}>
                {word}
              </option>
            ))}
            <option value="day">On a day…</option>
            {terms.longestDays === null ? <option value="never">Never</option> : null}
          </Select>
        )}
      </Field>
      {end === 'day' ? (
        <Field label="Day" hint="At the end of it.">
          {(wiring) => (
            <Input
              {...wiring}
              type="date"
              required
              min={dayOf(new Date().toISOString())}
              max="9998-12-31"
              value={day}
              onChange={({ target }) => onChange({ end, day: target.value })}
            />
          )}
        </Field>
      ) : null}
    </div>
  )
}
