import { cva, type VariantProps } from 'class-variance-authority'
import type { ComponentProps } from 'react'
import { cn } from './cn'

const tagStyle = cva(
  'inline-flex h-[22px] items-center gap-1.5 whitespace-nowrap rounded-full px-2 text-xs font-medium',
  {
    variants: {
      tone: {
        plain: 'bg-well text-ink-2',
        seal: 'bg-seal-wash text-seal',
        amber: 'bg-amber-wash text-amber',
        red: 'bg-red-wash text-red',
      },
    },
    defaultVariants: { tone: 'plain' },
  },
)

type TagProps = ComponentProps<'span'> & VariantProps<typeof tagStyle> & { dot?: boolean; alive?: boolean }

/** A word in a pill. `dot` says that it is a state, `alive` that the state is about to change. */
export function Tag({ className, tone, dot = false, alive = false, children, ...props }: TagProps) {
  return (
    <span className={cn(tagStyle({ tone }), className)} {...props}>
      {dot ? <span aria-hidden className={cn('size-1.5 rounded-full bg-current', alive && 'animate-breathe')} /> : null}
      {children}
    </span>
  )
}
