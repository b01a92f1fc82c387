'use client'
import { useState } from 'react'
import { formatSize } from '@/lib/format/size'
import { usedPercent } from '@/components/format/used'
import { Progress } from '@/components/ui/progress'
import { Sheet, Table, TableBody, TableColumns } from '@/components/ui/table'
import { LimitsForm } from './limits-form'
import { MemberLimitDialog } from './member-limit-dialog'
import type { MemberUseView } from './member-use'
import { UseLine } from './use-line'

type Props = {
  use: { usedBytes: number; quotaBytes: number | null; memberQuotaBytes: number | null }
  members: readonly MemberUseView[]
}

export function StorageView({ use, members }: Props) {
  const [changing, setChanging] = useState<MemberUseView | null>(null)
  return (
    <>
      <h1 tabIndex={-1} className="mb-2 outline-none">
        Storage
      </h1>
      <p className="mb-6 max-w-[66ch] text-ink-2">
        What counts is what lies in the bucket or is on its way there. Room comes back when a document is deleted or an
        upload ends without one.
      </p>
      <section aria-label="Used" className="mb-8 grid max-w-md gap-2 text-s tabular-nums">
        <span>
          <b className="font-medium">{formatSize(use.usedBytes)}</b>
          {use.quotaBytes === null ? ' used, no limit' : ` of ${formatSize(use.quotaBytes)} used`}
        </span>
        {use.quotaBytes === null ? null : (
          <Progress label="Storage used" percent={usedPercent(use.usedBytes, use.quotaBytes)} />
        )}
      </section>
      <section aria-label="Limits" className="mb-10">
        <LimitsForm quotaBytes={use.quotaBytes} memberQuotaBytes={use.memberQuotaBytes} />
      </section>
      <Sheet>
        <Table aria-label="Storage by member">
          <TableColumns names={['Member', 'Used', 'Limit']} actions />
          <TableBody>
            {members.map((member) => (
              <UseLine key={member.userId} member={member} onChange={setChanging} />
            ))}
          </TableBody>
        </Table>
      </Sheet>
      {changing ? (
        <MemberLimitDialog key={changing.userId} member={changing} onClose={() => setChanging(null)} />
      ) : null}
    </>
  )
}
