'use client'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { showGigabytes } from './gigabytes'

type Props = { label: string; name: string; hint: string; bytes: number | null; error?: string | null }

/** A limit in gigabytes; empty means none. */
export function LimitField({ label, name, hint, bytes, error = null }: Props) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(wiring) => (
        <span className="flex items-center gap-2">
          <Input
            {...wiring}
            name={name}
            inputMode="decimal"
            autoComplete="off"
            placeholder="No limit"
            defaultValue={showGigabytes(bytes)}
            className="w-40 text-right tabular-nums"
          />
          <span className="text-ink-3">GB</span>
        </span>
      )}
    </Field>
  )
}
