'use client'
import { File } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Combobox } from '@/components/ui/combobox'
import type { DocumentRow } from '@/lib/documents/schema'
import { formatSize } from '@/lib/format/size'
import { readPages } from './read-pages'

/** Of the newest; what is older is found in the list itself. */
const LOOKED_AT = 200
const SHOWN = 5

type PickerProps = {
  taken: readonly string[]
  /** Which of the reader's documents are offered, and what is said when none of them is. */
  fits: (row: DocumentRow) => boolean
  none: string
  autoFocus?: boolean
  onPick: (document: { id: string; name: string }) => void
}

/** Finds one more of the reader's documents. */
export function DocumentPicker({ taken, fits, none, autoFocus = true, onPick }: PickerProps) {
  const [query, setQuery] = useState('')
  const [rows, setRows] = useState<readonly DocumentRow[] | null>(null)
  const [error, setError] = useState<string | null>(null)
  useEffect(() => {
    let current = true
    const read = async () => {
      const outcome = await readPages({ sort: 'created', direction: 'desc' }, LOOKED_AT)
      if (!current) return
      if (outcome.ok) setRows(outcome.data.rows)
      else setError(outcome.message)
    }
    void read()
    return () => {
      current = false
    }
  }, [])
  const wanted = query.trim().toLowerCase()
  const hits = (rows ?? []).filter(
    (row) => fits(row) && !taken.includes(row.id) && row.name.toLowerCase().includes(wanted),
  )
  return (
    <Combobox
      label="Add a document"
      hint={rows === null ? 'Looking…' : hits.length === 0 ? none : 'By name, among your newest documents.'}
      error={error}
      autoFocus={autoFocus}
      query={query}
      onQuery={setQuery}
      hits={hits
        .slice(0, SHOWN)
        .map(({ id, name, size, owner }) => ({ id, name, note: `${formatSize(size)}, ${owner.name}`, icon: File }))}
      onChoose={onPick}
    />
  )
}
