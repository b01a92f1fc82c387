import { Mail } from 'lucide-react'
import { cn } from '@/components/ui/cn'

type ListProps = { id: string; hits: readonly string[]; active: number; onChoose: (address: string) => void }

/** Over what follows: the field is the first of a long form, so there is always room below it. */
export function SuggestedList({ id, hits, active, onChoose }: ListProps) {
  return (
    <div
      id={id}
      role="listbox"
      aria-label="Written to before"
      className={
        hits.length > 0
          ? 'absolute inset-x-0 top-full z-10 mt-1 overflow-hidden rounded-s border border-line bg-sheet shadow-float'
          : 'hidden'
      }
    >
      {hits.map((address, index) => (
        // The keyboard stays in the field, which says by aria-activedescendant which of these it means.
        // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
        <div
          key={address}
          id={`${id}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === active}
          className={cn(
            'flex min-h-9 cursor-pointer items-center gap-2.5 px-3 hover:bg-well pointer-coarse:min-h-11',
            index === active && 'bg-well',
          )}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onChoose(address)}
        >
          <Mail aria-hidden className="size-4 shrink-0 text-ink-3" />
          <span dir="auto" className="truncate">
            {address}
          </span>
        </div>
      ))}
    </div>
  )
}
