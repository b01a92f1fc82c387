import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'

type LineButtonProps = { label: string; onClick: () => void; children: ReactNode }

/** A small button at the end of a line of the tray; for fingers it is as large as fingers need. */
export function LineButton({ label, onClick, children }: LineButtonProps) {
  return (
    <Button
      tone="ghost"
      size="icon"
      className="-my-0.5 size-6 last:-mr-1 pointer-coarse:-my-3 pointer-coarse:size-11 pointer-coarse:last:-mr-3"
      aria-label={label}
      onClick={onClick}
    >
      {children}
    </Button>
  )
}
