import { ChevronDown, ChevronUp, RotateCw, X } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import type { TrayActions } from './uploads-provider'

/** `open`: something is under way or paused, so that the tray has to stay. `failed`: what can be tried again at once. */
type Props = { turned: boolean; open: boolean; failed: number; onTurn: () => void; actions: TrayActions }

export function TrayButtons({ turned, open, failed, onTurn, actions }: Props) {
  return (
    <span className="-my-2 -mr-2 flex items-center">
      {failed > 1 ? (
        <Button tone="ghost" size="s" onClick={actions.retryAll}>
          <RotateCw aria-hidden />
          Try all again
        </Button>
      ) : null}
      <Button tone="ghost" size="icon" aria-label="Show or hide the files" onClick={onTurn}>
        <ChevronUp aria-hidden className={cn(turned ? 'hidden md:block' : 'md:hidden')} />
        <ChevronDown aria-hidden className={cn(turned ? 'md:hidden' : 'hidden md:block')} />
      </Button>
      {open ? null : (
        <Button tone="ghost" size="icon" aria-label="Close uploads" onClick={actions.close}>
          <X aria-hidden />
        </Button>
      )}
    </span>
  )
}
