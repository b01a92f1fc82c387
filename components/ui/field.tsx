import { useId, type ReactNode } from 'react'
import { Label } from './label'

type Wiring = { id: string; 'aria-describedby'?: string; 'aria-invalid'?: true }
type FieldProps = {
  label: string
  hint?: ReactNode
  error?: string | null
  children: (wiring: Wiring) => ReactNode
}

/** A label, what is typed into, and one line below it: the error while there is one, the hint otherwise. */
export function Field({ label, hint, error, children }: FieldProps) {
  const id = useId()
  const noteId = `${id}-note`
  const note = error ?? hint
  return (
    <div className="grid gap-1.5">
      <Label htmlFor={id}>{label}</Label>
      {children({ id, ...(note ? { 'aria-describedby': noteId } : {}), ...(error ? { 'aria-invalid': true } : {}) })}
      {note ? (
        <p id={noteId} role={error ? 'alert' : undefined} className={error ? 'text-xs text-red' : 'text-xs text-ink-3'}>
          {note}
        </p>
      ) : null}
    </div>
  )
}
