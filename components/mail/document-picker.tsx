'use client'
import { File } from 'lucide-react'
import { useEffect, useState } from 'react'
import { readPages } from '@/components/documents/read-pages'
import { Combobox } from '@/components/ui/combobox'
import type { DocumentRow } from '@/lib/documents/schema'
import { formatSize } from '@/lib/format/size'

/** Of the newest; what is older is sent from its own row. */
const LOOKED_AT = 200
const SHOWN = 5

type PickerProps = { taken: readonly string[]; onPick: (documentId: string) => void }

/** Finds another document that may be sent. */
export function DocumentPicker({ taken, onPick }: PickerProps) {
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
    ({ id, name, status, may }) =>
      may.share && status === 'Ready' && !taken.includes(id) && name.toLowerCase().includes(wanted),
  )
  return (
    <Combobox
      label="Add a document"
      hint={hintOf(rows, hits.length)}
      error={error}
      autoFocus
      query={query}
      onQuery={setQuery}
      hits={hits
        .slice(0, SHOWN)
        .map(({ id, name, size, owner }) => ({ id, name, note: `${formatSize(size)}, ${owner.name}`, icon: File }))}
      onChoose={({ id }) => onPick(id)}
    />
  )
}

function hintOf(rows: readonly DocumentRow[] | null, found: number): string {
  if (rows === null) return 'Looking…'
  if (found === 0) return 'None of your newest documents has that name and may be shared.'
  return 'By name, among your newest documents.'
}
