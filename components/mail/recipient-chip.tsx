import { X } from 'lucide-react'
import { cn } from '@/components/ui/cn'
import { isAddress } from './addresses'

type ChipProps = { address: string; onRemove: () => void; onCorrect: () => void }

/** One that cannot be an address is red, and a click puts it back into the field. */
export function RecipientChip({ address, onRemove, onCorrect }: ChipProps) {
  const good = isAddress(address)
  return (
    <li
      className={cn(
        'inline-flex h-7 max-w-full items-center gap-1 rounded-full pr-1 pl-2.5 text-s pointer-coarse:h-9',
        good ? 'bg-well text-ink' : 'bg-red-wash text-red',
      )}
    >
      {good ? (
        <span dir="auto" title={address} className="truncate">
          {address}
        </span>
      ) : (
        <button
          type="button"
          aria-label={`Correct ${address}`}
          title={address}
          className="truncate underline decoration-dotted underline-offset-2"
          onClick={onCorrect}
        >
          {address}
        </button>
      )}
      <button
        type="button"
        aria-label={`Remove ${address}`}
        className="grid size-5 shrink-0 place-items-center rounded-full hover:bg-line pointer-coarse:size-8"
        onClick={onRemove}
      >
        <X aria-hidden className="size-3.5" />
      </button>
    </li>
  )
}
