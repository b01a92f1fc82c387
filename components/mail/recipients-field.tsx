'use client'
import { useRef, useState } from 'react'
import { Field } from '@/components/ui/field'
import { addressesIn, badAddresses, withAddresses } from './addresses'
import { RecipientChip } from './recipient-chip'
import { RecipientInput } from './recipient-input'

type FieldProps = {
  chosen: readonly string[]
  /** Said when there is nothing to complain about in the addresses themselves. */
  error: string | null
  onChange: (chosen: string[]) => void
}

const HINT = 'A list can be pasted. Each recipient gets a link of their own, and nobody sees who else got one.'
/** More than that nobody counts at a glance. */
const COUNTED = 5

/** Who gets the message: chips, and a field that makes more of them out of what is typed or pasted. */
export function RecipientsField({ chosen, error, onChange }: FieldProps) {
  const input = useRef<HTMLInputElement>(null)
  const [typed, setTyped] = useState('')
  const without = (address: string) => chosen.filter((one) => one !== address)
  const add = (text: string) => {
    setTyped('')
    if (text.trim() !== '') onChange(withAddresses(chosen, addressesIn(text)))
  }
  const correct = (address: string) => {
    onChange(without(address))
    setTyped(address)
    input.current?.focus()
  }
  return (
    <Field label="To" hint={hintOf(chosen.length)} error={badAddresses(chosen) ?? error}>
      {(wiring) => (
        <div className="relative">
          <div
            role="presentation"
            className="flex max-h-36 min-h-9 flex-wrap items-center gap-1.5 overflow-y-auto rounded-s border border-field bg-sheet p-1 focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-seal has-aria-invalid:border-red"
            onClick={({ target, currentTarget }) => target === currentTarget && input.current?.focus()}
          >
            <ul aria-label="Recipients" className="contents">
              {chosen.map((address) => (
                <RecipientChip
                  key={address}
                  address={address}
                  onRemove={() => onChange(without(address))}
                  onCorrect={() => correct(address)}
                />
              ))}
            </ul>
            <RecipientInput
              {...{ wiring, input, chosen, typed, add }}
              onType={setTyped}
              onRemoveLast={() => onChange(chosen.slice(0, -1))}
            />
          </div>
        </div>
      )}
    </Field>
  )
}

function hintOf(count: number): string {
  return count > COUNTED ? `${count.toLocaleString('en')} recipients. ${HINT}` : HINT
}
