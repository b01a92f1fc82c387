import { cn } from '@/components/ui/cn'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { dayOf } from '@/components/sharing/day'
import { lastDay, type TokenValues } from './token-values'
import { lifeChoices } from './token-words'

type Life = Pick<TokenValues, 'end' | 'day'>
type Props = { longestDays: number; value: Life; onChange: (life: Life) => void }

/** When the token ends: a choice of spans, or a day. There is always an end. */
export function LifeField({ longestDays, value: { end, day }, onChange }: Props) {
  return (
    <div className={cn('grid gap-3', end === 'day' && 'grid-cols-2')}>
      <Field label="Ends">
        {(wiring) => (
          <Select
            {...wiring}
            className="w-full"
            value={end}
            onChange={({ target }) => onChange({ end: target.value, day })}
          >
            {lifeChoices(longestDays).map(({ days, word }) => (
              <option key={days} value={days}>
                {word}
              </option>
            ))}
            <option value="day">On a day…</option>
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
              max={lastDay(longestDays)}
              value={day}
              onChange={({ target }) => onChange({ end, day: target.value })}
            />
          )}
        </Field>
      ) : null}
    </div>
  )
}
