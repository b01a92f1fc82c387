import Link from 'next/link'
import { TableCell, TableRow } from '@/components/ui/table'
import { auditPath, type AuditRowView, type NamedView } from './audit-row'
import { AuditTime } from './audit-time'

export function AuditLine({ row }: { row: AuditRowView }) {
  return (
    <TableRow className="gap-y-0.5 px-3.5 py-2.5 @3xl:p-0">
      <TableCell className="row-start-2 text-xs text-ink-3 tabular-nums @3xl:align-baseline @3xl:text-s">
        <AuditTime iso={row.at} />
      </TableCell>
      <TableCell className="min-w-0 whitespace-normal @3xl:w-full @3xl:py-3 @3xl:align-baseline">
        <p className="leading-snug wrap-anywhere">
          {row.parts.map((part, at) => (typeof part === 'string' ? part : <Name key={at} it={part} />))}
        </p>
        {row.details.length > 0 ? <Details of={row.details} /> : null}
      </TableCell>
      <TableCell className="text-xs text-ink-3 @3xl:align-baseline @3xl:text-s">
        <Client of={row.client} />
      </TableCell>
    </TableRow>
  )
}

/** People and documents lead to what else is known of them. */
function Name({ it }: { it: NamedView }) {
  const query = it.kind === 'person' ? { who: it.id } : it.kind === 'document' ? { document: it.id } : null
  const gone = it.gone ? <span className="text-ink-3"> ({it.kind === 'share' ? 'ended' : 'deleted'})</span> : null
  const name = <bdi className="font-medium">{it.name}</bdi>
  return (
    <>
      {query ? (
        <Link
          href={auditPath(query)}
          className="underline decoration-line-strong underline-offset-3 hover:decoration-current"
        >
          {name}
        </Link>
      ) : (
        name
      )}
      {gone}
    </>
  )
}

/** `contentType` as “content type”. */
function inWords(key: string): string {
  return key.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
}

function Details({ of }: { of: AuditRowView['details'] }) {
  return (
    <p className="mt-0.5 text-xs wrap-anywhere text-ink-3">
      {of.map(([key, value]) => `${inWords(key)} ${value}`).join(' · ')}
    </p>
  )
}

function Client({ of }: { of: AuditRowView['client'] }) {
  if (of === null) return null
  if (of === 'erased') return <span>Erased</span>
  return (
    <span title={of.userAgent}>
      <span className="tabular-nums">{of.ip}</span> · {of.agent}
    </span>
  )
}
