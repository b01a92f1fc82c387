import type { ComponentProps, ReactNode } from 'react'

type CheckboxProps = Omit<ComponentProps<'input'>, 'type' | 'children'> & { children: ReactNode; hint?: ReactNode }

/** The platform's own, in our colour, with its label and one line below it. */
export function Checkbox({ children, hint, ...props }: CheckboxProps) {
  return (
    <label className="flex items-start gap-2.5 text-s pointer-coarse:min-h-11 pointer-coarse:items-center">
      <input type="checkbox" className="mt-0.5 size-4 shrink-0 accent-seal pointer-coarse:mt-0" {...props} />
      <span className="min-w-0">
        <span className="font-medium text-ink">{children}</span>
        {hint ? <span className="block text-xs text-ink-3">{hint}</span> : null}
      </span>
    </label>
  )
}
