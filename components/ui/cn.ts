import { clsx, type ClassValue } from 'clsx'
import { extendTailwindMerge } from 'tailwind-merge'

// tailwind-merge has to know our sizes, or `text-s` (a size) would fall to `text-ink` (a colour).
const merge = extendTailwindMerge({
  extend: {
    theme: { text: ['2xs', 'xs', 's', 'm', 'l', 'xl'], radius: ['xs', 's', 'm', 'l'], shadow: ['float', 'dialog'] },
  },
})

/** Joins class names; of two that say the same thing the later one wins. */
export function cn(...classes: ClassValue[]): string {
  return merge(clsx(classes))
}
