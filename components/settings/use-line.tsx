import { formatSize } from '@/lib/format/size'
import { usedPercent } from '@/components/format/used'
import { Button } from '@/components/ui/button'
import { Progress } from '@/components/ui/progress'
import { TableCell, TableRow } from '@/components/ui/table'
import type { MemberUseView } from './member-use'

export function UseLine({ member, onChange }: { member: MemberUseView; onChange: (member: MemberUseView) => void }) {
  const { name, email, usedBytes, quotaBytes, own } = member
  return (
    <TableRow className="grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 gap-y-1 py-2.5 pr-1.5 pl-3.5 @3xl:p-0">
      <TableCell className="min-w-0 @3xl:w-full @3xl:max-w-0">
        <b dir="auto" title={`${name}, ${email}`} className="block truncate font-medium">
          {name}
        </b>
      </TableCell>
      <TableCell className="col-start-1 row-start-2 @3xl:w-56">
        <div className="grid gap-1 text-xs text-ink-2 tabular-nums">
          <span>
            {quotaBytes === null ? formatSize(usedBytes) : `${formatSize(usedBytes)} of ${formatSize(quotaBytes)}`}
          </span>
          {quotaBytes === null ? null : (
            <Progress label={`Used by ${name}`} percent={usedPercent(usedBytes, quotaBytes)} />
          )}
        </div>
      </TableCell>
      <TableCell className="hidden text-ink-3 @3xl:table-cell">
        {own ? 'own' : quotaBytes === null ? 'none' : 'of all'}
      </TableCell>
      <TableCell className="col-start-2 row-span-2 row-start-1 @3xl:text-right">
        <Button tone="ghost" aria-label={`Change the limit for ${name}`} onClick={() => onChange(member)}>
          Change
        </Button>
      </TableCell>
    </TableRow>
  )
}
