import type { ComponentProps } from 'react'
import { Input } from '@/components/ui/input'

/** A whole number with its unit behind it. */
export function WholeInput({ unit, ...props }: ComponentProps<'input'> & { unit: string }) {
  return (
    <span className="flex items-center gap-2">
      <Input inputMode="numeric" autoComplete="off" className="w-40 text-right tabular-nums" {...props} />
      <span className="text-ink-3">{unit}</span>
    </span>
  )
}
