import { DropdownMenu as Primitive } from 'radix-ui'
import type { ComponentProps, ReactNode } from 'react'
import { cn } from './cn'

export const DropdownMenu = Primitive.Root
export const DropdownMenuTrigger = Primitive.Trigger

type ContentProps = { children: ReactNode; onCloseAutoFocus: (event: Event) => void }

export function DropdownMenuContent({ children, onCloseAutoFocus }: ContentProps) {
  return (
    // Within the page's main part: outside of all landmarks, screen readers that go from one to the next would miss it.
    <Primitive.Portal container={globalThis.document?.querySelector('main')}>
      <Primitive.Content
        align="end"
        onCloseAutoFocus={onCloseAutoFocus}
        sideOffset={4}
        collisionPadding={12}
        className="z-30 min-w-48 animate-fade rounded-m border border-line bg-sheet p-1 shadow-float"
      >
        {children}
      </Primitive.Content>
    </Primitive.Portal>
  )
}

export function DropdownMenuNote({ children }: { children: ReactNode }) {
  return (
    <Primitive.Label className="mb-1 max-w-72 border-b border-line px-2.5 py-2 text-xs break-words text-ink-3">
      {children}
    </Primitive.Label>
  )
}

type ItemProps = ComponentProps<typeof Primitive.Item> & { tone?: 'plain' | 'red' }

export function DropdownMenuItem({ className, tone = 'plain', ...props }: ItemProps) {
  return (
    <Primitive.Item
      className={cn(
        'flex min-h-8 items-center gap-2.5 rounded-s px-2.5 outline-none select-none pointer-coarse:min-h-11',
        'data-disabled:pointer-events-none data-disabled:opacity-40 [&_svg]:size-4',
        tone === 'red' ? 'text-red data-highlighted:bg-red-wash' : 'text-ink data-highlighted:bg-well',
        className,
      )}
      {...props}
    />
  )
}
