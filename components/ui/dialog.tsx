import { Dialog as Primitive } from 'radix-ui'
import type { ReactNode } from 'react'
import { cn } from './cn'
import { overlayStyle, panelStyle, widePanelStyle } from './panel'
import { useReturnFocus } from './use-return-focus'

type DialogProps = {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: string
  description?: ReactNode
  /** For lists. */
  wide?: boolean
  children: ReactNode
}

/** A dialog that Escape and a click beside it close. What takes something away asks with AlertDialog instead. */
export function Dialog({ open, onOpenChange, title, description, wide = false, children }: DialogProps) {
  const returnFocus = useReturnFocus()
  return (
    <Primitive.Root open={open} onOpenChange={onOpenChange}>
      <Primitive.Portal>
        <Primitive.Overlay className={overlayStyle} />
        <Primitive.Content
          className={cn(panelStyle, wide && widePanelStyle)}
          {...returnFocus}
          {...(description ? {} : { 'aria-describedby': undefined })}
        >
          <div className="grid gap-1.5">
            <Primitive.Title className="text-l font-semibold break-words">{title}</Primitive.Title>
            {description ? <Primitive.Description className="text-ink-2">{description}</Primitive.Description> : null}
          </div>
          {children}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  )
}
