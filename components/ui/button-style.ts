import { cva } from 'class-variance-authority'

/** Apart from the button, so that pages which have to work without scripts can use it too. */
export const buttonStyle = cva(
  [
    'inline-flex shrink-0 items-center justify-center gap-2 whitespace-nowrap rounded-s border font-medium select-none',
    'transition-colors disabled:pointer-events-none aria-busy:pointer-events-none',
    '[&_svg]:size-4 [&_svg]:shrink-0',
  ],
  {
    variants: {
      tone: {
        plain: 'border-line-strong bg-sheet text-ink hover:bg-well',
        seal: 'border-transparent bg-seal text-seal-ink hover:bg-seal-deep',
        red: 'border-transparent bg-red text-red-ink hover:bg-red-deep',
        ghost: 'border-transparent bg-transparent text-ink-2 hover:bg-well hover:text-ink',
      },
      size: {
        m: 'min-h-9 px-3.5',
        s: 'min-h-8 px-2.5 text-s',
        wide: 'min-h-12 w-full px-4 text-l',
        // 44 px where a finger points, 32 px where a mouse does.
        icon: 'size-8 pointer-coarse:size-11',
      },
    },
    defaultVariants: { tone: 'plain', size: 'm' },
  },
)
