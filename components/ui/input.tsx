import type { ComponentProps } from 'react'
import { cn } from './cn'

export const fieldStyle = [
  'min-h-9 w-full rounded-s border border-field bg-sheet px-3 text-m text-ink placeholder:text-ink-3',
  'aria-invalid:border-red disabled:opacity-50',
  // iOS zooms into fields whose type is smaller than 16 px.
  'pointer-coarse:min-h-11 pointer-coarse:text-l',
].join(' ')

export function Input({ className, ...props }: ComponentProps<'input'>) {
  return <input className={cn(fieldStyle, className)} {...props} />
}
