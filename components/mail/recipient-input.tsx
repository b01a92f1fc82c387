'use client'
import { useId, useState, type ChangeEvent, type ClipboardEvent, type KeyboardEvent, type RefObject } from 'react'
import { addressesIn, isAddress } from './addresses'
import { SuggestedList } from './suggested-list'
import { useSuggestions } from './use-suggestions'

type InputProps = {
  wiring: { id: string; 'aria-describedby'?: string; 'aria-invalid'?: true }
  input: RefObject<HTMLInputElement | null>
  chosen: readonly string[]
  typed: string
  onType: (typed: string) => void
  /** Takes the addresses out of a text. */
  add: (text: string) => void
  onRemoveLast: () => void
}

/** Where addresses are typed and pasted; below it those that fit and were written to before. */
export function RecipientInput({ wiring, input, chosen, typed, onType, add, onRemoveLast }: InputProps) {
  const listId = useId()
  const [asking, setAsking] = useState(false)
  const [active, setActive] = useState(-1)
  const hits = useSuggestions(asking ? typed.trim().toLowerCase() : null, chosen)
  const ask = (wanted: boolean) => {
    setAsking(wanted)
    setActive(-1)
  }
  const take = (text: string) => {
    ask(false)
    add(text)
  }
  const change = ({ target: { value } }: ChangeEvent<HTMLInputElement>) => {
    if (endsAddress(value)) return take(value)
    onType(value)
    ask(value.trim() !== '')
  }
  const paste = (event: ClipboardEvent) => {
    const text = event.clipboardData.getData('text')
    // The field is one line: the browser would join what stands on several.
    if (!/[,;\s<]/.test(text.trim())) return
    event.preventDefault()
    take(`${typed}${text}`)
  }
  const keys = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step) setAsking(true)
    if (step && hits.length > 0) setActive((Math.max(active, step > 0 ? -1 : 0) + step + hits.length) % hits.length)
    // Never the form: half a list would be sent.
    if (event.key === 'Enter') take(hits[active] ?? typed)
    if (event.key === 'Backspace' && typed === '') onRemoveLast()
    if (step || event.key === 'Enter') event.preventDefault()
  }
  return (
    <>
      <input
        {...wiring}
        ref={input}
        role="combobox"
        aria-expanded={hits.length > 0}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={hits[active] ? `${listId}-${active}` : undefined}
        type="text"
        inputMode="email"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        className="h-7 min-w-40 flex-1 bg-transparent px-2 outline-none pointer-coarse:h-9 pointer-coarse:text-l"
        value={typed}
        onChange={change}
        onPaste={paste}
        onKeyDown={keys}
        onBlur={() => take(typed)}
      />
      <SuggestedList id={listId} hits={hits} active={active} onChoose={take} />
    </>
  )
}

/** A comma or a semicolon ends what is typed; a space only behind an address, for it may stand within a name. */
function endsAddress(text: string): boolean {
  return /[,;]/.test(text) || (/\s$/.test(text) && addressesIn(text).every(isAddress))
}
