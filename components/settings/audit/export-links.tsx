'use client'
import { Download } from 'lucide-react'
import { useClock } from '@/components/format/clock-provider'
import { Button } from '@/components/ui/button'
import type { AuditQuery } from './audit-row'

const FORMATS = { csv: 'CSV', ndjson: 'NDJSON' } as const

/** Everything that the filter lets through, not only this page. */
export function ExportLinks({ query }: { query: AuditQuery }) {
  const { timeZone } = useClock()
  return (
    <div className="ml-auto flex gap-2">
      {Object.entries(FORMATS).map(([format, name]) => (
        <Button key={format} className="pointer-coarse:min-h-11" asChild>
          <a
            download
            aria-label={`Export as ${name}`}
            href={`/api/v1/audit/export?${new URLSearchParams({ ...query, zone: timeZone, format }).toString()}`}
          >
            <Download aria-hidden />
            {name}
          </a>
        </Button>
      ))}
    </div>
  )
}
