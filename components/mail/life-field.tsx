'use client'
import { useClock } from '@/components/format/clock-provider'
import { cn } from '@/components/ui/cn'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { exactMoment, span } from '@/lib/mail/templates/words'
import { lifeWord, momentOf, secondsOf } from './mail-values'

type Life = { life: string; moment: string }
type LifeProps = {
  label?: string
  /** Seconds. */
  lives: readonly number[]
  longest: number
  value: Life
  onChange: (value: Life) => void
}

/** How long what is sent lives: a span, or a moment. The line below says when that is. */
export function LifeField({ label = 'Ends', lives, longest, value, onChange }: LifeProps) {
  const { now, timeZone } = useClock()
  const { life, moment } = value
  const seconds = secondsOf(value, now)
  const ends = seconds === null || seconds <= 0 ? null : exactMoment(new Date(now + seconds * 1000), timeZone)
  return (
    <div className={cn('grid items-start gap-3', life === 'moment' && 'md:grid-cols-2')}>
      <Field label={label} hint={ends ?? `Within ${span(longest)}.`}>
        {(wiring) => (
          <Select
            {...wiring}
            className="w-full"
            value={life}
            onChange={({ target }) =>
              onChange({ life: target.value, moment: moment || momentOf(now + (seconds ?? longest) * 1000) })
            }
          >
            {lives.map((one) => (
              <option key={one} value={one}>
                In {lifeWord(one, longest)}
              </option>
            ))}
            <option value="moment">At a moment…</option>
          </Select>
        )}
      </Field>
      {life === 'moment' ? (
        <Field label="Moment">
          {(wiring) => (
            <Input
              {...wiring}
              type="datetime-local"
              required
              min={momentOf(now + 60_000)}
              max={momentOf(now + longest * 1000)}
              value={moment}
              onChange={({ target }) => onChange({ life, moment: target.value })}
            />
          )}
        </Field>
      ) : null}
    </div>
  )
}
