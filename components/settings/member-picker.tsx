'use client'
import { useState } from 'react'
import { Combobox } from '@/components/ui/combobox'

export type Pickable = { id: string; name: string; email: string }

const MOST = 8

type PickerProps<T extends Pickable> = { label: string; members: readonly T[]; onPick: (member: T) => void }

/** Finds one of the members that the page has already. */
export function MemberPicker<T extends Pickable>({ label, members, onPick }: PickerProps<T>) {
  const [query, setQuery] = useState('')
  const wanted = query.trim().toLowerCase()
  const hits = wanted ? members.filter(({ name, email }) => `${name}\n${email}`.toLowerCase().includes(wanted)) : []
  const pick = (id: string) => {
    const member = members.find((one) => one.id === id)
    setQuery('')
    if (member) onPick(member)
  }
  return (
    <Combobox
      label={label}
      hint={wanted && hits.length === 0 ? 'Nobody of this name or address.' : 'By name or address.'}
      query={query}
      onQuery={setQuery}
      hits={hits.slice(0, MOST).map(({ id, name, email }) => ({ id, name, note: email }))}
      onChoose={({ id }) => pick(id)}
    />
  )
}
