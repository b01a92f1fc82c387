import type { ReactNode } from 'react'
import { buttonStyle } from '@/components/ui/button-style'

type StepFormProps = { action: string; button: ReactNode; children?: ReactNode }

/** A form of the browser's own: it posts to a route, which answers with the next page. */
export function StepForm({ action, button, children }: StepFormProps) {
  return (
    <form method="post" action={action} className="grid gap-4">
      {children}
      <button type="submit" className={buttonStyle({ tone: 'seal', size: 'wide' })}>
        {button}
      </button>
    </form>
  )
}
