'use client'
import { useHydrated } from '@/components/ui/use-hydrated'

type Props = { label: string; checked: boolean; some?: boolean; onChange: (checked: boolean) => void }

/** The platform's own, in a field that a thumb can hit. */
export function CheckBox({ label, checked, some = false, onChange }: Props) {
  const hydrated = useHydrated()
  return (
    <label className="grid size-8 cursor-pointer place-items-center pointer-coarse:size-11">
      <input
        type="checkbox"
        aria-label={label}
        checked={checked}
        disabled={!hydrated}
        ref={(box) => {
          if (box) box.indeterminate = some && !checked
        }}
        onChange={({ target }) => onChange(target.checked)}
        className="size-4 cursor-pointer accent-seal"
      />
    </label>
  )
}
