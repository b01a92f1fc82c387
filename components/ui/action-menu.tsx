'use client'
import { Ellipsis } from 'lucide-react'
import { useRef, type ReactNode } from 'react'
import { Button } from './button'
import { DropdownMenu, DropdownMenuContent, DropdownMenuTrigger } from './dropdown-menu'

type ActionMenuProps = {
  label: string
  /** `then` makes an onSelect that runs once the menu is gone. */
  children: (then: (run: () => void) => () => void) => ReactNode
}

/**
 * The three dots of a row. What an item opens waits until focus is back on the dots: a dialog gives focus back to where
 * it was, and that must not be an item of a menu that is no more.
 */
export function ActionMenu({ label, children }: ActionMenuProps) {
  const dots = useRef<HTMLButtonElement>(null)
  const chosen = useRef<(() => void) | null>(null)
  const closed = (event: Event) => {
    event.preventDefault()
    dots.current?.focus()
    chosen.current?.()
    chosen.current = null
  }
  return (
    <DropdownMenu modal={false}>
      <DropdownMenuTrigger asChild>
        <Button ref={dots} tone="ghost" size="icon" aria-label={label}>
          <Ellipsis aria-hidden />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent onCloseAutoFocus={closed}>
        {children((run) => () => (chosen.current = run))}
      </DropdownMenuContent>
    </DropdownMenu>
  )
}
