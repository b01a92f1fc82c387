import Link from 'next/link'
import { Button } from '@/components/ui/button'
import { Sheet, Table, TableBody, TableHead, TableHeader } from '@/components/ui/table'
import { AuditFilter } from './audit-filter'
import { AuditLine } from './audit-line'
import { auditPath, type AuditQuery, type AuditRowView } from './audit-row'
import { ExportLinks } from './export-links'
import { RetentionForm } from './retention-form'

type Props = {
  rows: readonly AuditRowView[]
  query: AuditQuery
  names: { who: string | null; document: string | null }
  actions: readonly (readonly [value: string, label: string])[]
  /** Where the next page begins, and whether this one is the first. */
  older: string | null
  first: boolean
  retention: { auditDays: number | null; ledgerDays: number | null }
}

export function AuditView({ rows, query, names, actions, older, first, retention }: Props) {
  return (
    <>
      <div className="mb-2 flex items-center gap-3">
        <h1 tabIndex={-1} className="outline-none">
          Audit
        </h1>
        <ExportLinks query={query} />
      </div>
      <p className="mb-5 max-w-[66ch] text-ink-2">
        What people and Countersign did, newest first. Rows are sealed as they are written;{' '}
        <code>npm run audit:verify</code> names any that was changed since.
      </p>
      <AuditFilter query={query} names={names} actions={actions} />
      <Sheet>
        <Table aria-label="Audit">
          <TableHead>
            <tr role="row">
              <TableHeader>When</TableHeader>
              <TableHeader>What happened</TableHeader>
              <TableHeader>Address</TableHeader>
            </tr>
          </TableHead>
          <TableBody>
            {rows.map((row) => (
              <AuditLine key={row.id} row={row} />
            ))}
          </TableBody>
        </Table>
        {rows.length === 0 ? <p className="px-3.5 py-8 text-center text-ink-2">Nothing fits this filter.</p> : null}
      </Sheet>
      <nav aria-label="Pages" className="mt-3.5 flex justify-center gap-2 empty:hidden">
        {first ? null : (
          <Button tone="ghost" asChild>
            <Link href={auditPath(query)}>Newest</Link>
          </Button>
        )}
        {older ? (
          <Button asChild>
            <Link href={auditPath({ ...query, before: older })}>Older</Link>
          </Button>
        ) : null}
      </nav>
      <section aria-label="Personal data" className="mt-12 border-t border-line pt-6">
        <RetentionForm {...retention} />
      </section>
    </>
  )
}
