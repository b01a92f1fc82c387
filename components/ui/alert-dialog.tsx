import { AlertDialog as Primitive } from 'radix-ui'
import type { ReactNode } from 'react'
import { buttonStyle } from './button'
import { Notice } from './notice'
import { overlayStyle, panelFootStyle, panelStyle } from './panel'
import { useReturnFocus } from './use-return-focus'

type AlertDialogProps = {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: string
  children: ReactNode
  confirm: string
  tone?: 'red' | 'seal'
  busy: boolean
  error: string | null
  onConfirm: () => void
}

/** Asks before something is taken away. It stays open until the answer is in, and says so when the answer is no. */
export function AlertDialog({
  open,
  onOpenChange,
  title,
  children,
  confirm,
  tone = 'red',
  busy,
  error,
  onConfirm,
}: AlertDialogProps) {
  const returnFocus = useReturnFocus()
  return (
    <Primitive.Root open={open} onOpenChange={onOpenChange}>
      <Primitive.Portal>
        <Primitive.Overlay className={overlayStyle} />
        <Primitive.Content className={panelStyle} {...returnFocus}>
          <div className="grid gap-2">
            <Primitive.Title className="text-l font-semibold break-words">{title}</Primitive.Title>
            <Primitive.Description className="text-ink-2">{children}</Primitive.Description>
          </div>
          {error ? <Notice tone="red">{error}</Notice> : null}
          <div className={panelFootStyle}>
            <Primitive.Cancel className={buttonStyle()}>Cancel</Primitive.Cancel>
            <button type="button" className={buttonStyle({ tone })} aria-busy={busy} onClick={onConfirm}>
              {confirm}
            </button>
          </div>
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  )
}
