'use client'
import type { VariantProps } from 'class-variance-authority'
import { Slot } from 'radix-ui'
import type { ComponentProps } from 'react'
import { buttonStyle } from './button-style'
import { cn } from './cn'
import { useHydrated } from './use-hydrated'

export { buttonStyle }

type ButtonProps = ComponentProps<'button'> & VariantProps<typeof buttonStyle> & { asChild?: boolean }

/** Served pages show their buttons before they listen: until then they are disabled, so that no click is lost in silence. */
export function Button({ className, tone, size, asChild = false, type = 'button', disabled, ...props }: ButtonProps) {
  const hydrated = useHydrated()
  const style = cn(buttonStyle({ tone, size }), disabled && 'opacity-35', className)
  if (asChild) return <Slot.Root className={style} {...props} />
  return <button type={type} className={style} disabled={disabled === true || !hydrated} {...props} />
}
