import { Moment } from '@/components/format/moment'
import { Button } from '@/components/ui/button'
import { TableCell, TableRow } from '@/components/ui/table'
import { Tag } from '@/components/ui/tag'
import { describeAgent } from './user-agent'

export type SessionView = {
  id: string
  userAgent: string
  ip: string
  createdAt: string
  lastSeenAt: string
  current: boolean
}

type LineProps = { session: SessionView; busy: boolean; onEnd: () => void }

export function SessionLine({ session, busy, onEnd }: LineProps) {
  const agent = describeAgent(session.userAgent)
  return (
    <TableRow className="grid-cols-[auto_auto_minmax(0,1fr)_auto] items-center gap-x-3 gap-y-0.5 px-3.5 py-3 @3xl:p-0">
      <TableCell className="col-span-3 @3xl:w-full">
        <span title={session.userAgent} className="mr-2.5 font-medium">
          {agent}
        </span>
        {session.current ? <Tag tone="seal">This one</Tag> : null}
      </TableCell>
      <TableCell className="row-start-2 text-xs text-ink-2 tabular-nums @3xl:text-m">{session.ip}</TableCell>
      <TableCell className="hidden text-ink-2 tabular-nums @3xl:table-cell">
        <Moment iso={session.createdAt} />
      </TableCell>
      <TableCell className="row-start-2 text-xs text-ink-2 tabular-nums @3xl:text-m">
        <Moment iso={session.lastSeenAt} />
      </TableCell>
      <TableCell className="col-start-4 row-span-2 row-start-1 @3xl:text-right">
        <Button size="s" aria-label={`End ${agent}`} aria-busy={busy} onClick={onEnd}>
          End
        </Button>
      </TableCell>
    </TableRow>
  )
}
