import { Moment } from '@/components/format/moment'
import { TableCell, TableRow } from '@/components/ui/table'
import { Tag } from '@/components/ui/tag'
import { ROLE_WORDS, type MemberAsking, type MemberView } from './member'
import { MemberMenu } from './member-menu'

const STATES = {
  active: { tone: 'seal', word: 'Active' },
  invited: { tone: 'amber', word: 'Invited' },
  disabled: { tone: 'plain', word: 'Disabled' },
} as const

type LineProps = { member: MemberView; isMe: boolean; ask: (asking: MemberAsking) => void }

export function MemberLine({ member, isMe, ask }: LineProps) {
  const { tone, word } = STATES[member.state]
  return (
    <TableRow className="grid-cols-[auto_auto_minmax(0,1fr)_auto] items-center gap-x-3 gap-y-1 py-2.5 pr-1.5 pl-3.5 @3xl:p-0">
      <TableCell className="col-span-3 min-w-0 @3xl:w-full @3xl:max-w-0">
        <div className="py-1 leading-snug">
          <div className="flex items-baseline gap-2">
            <b dir="auto" title={member.name} className="truncate font-medium">
              {member.name}
            </b>
            {isMe ? <span className="text-xs text-ink-3">you</span> : null}
          </div>
          <div title={member.email} className="truncate text-xs text-ink-3">
            {member.email}
          </div>
        </div>
      </TableCell>
      <TableCell className="col-start-2 row-start-2 text-xs text-ink-2 @3xl:text-m">
        {ROLE_WORDS[member.role]}
      </TableCell>
      <TableCell className="col-start-3 row-start-2 text-xs text-ink-2 tabular-nums @3xl:text-m">
        {member.lastSeenAt ? <Moment iso={member.lastSeenAt} /> : <span className="text-ink-3">never</span>}
      </TableCell>
      <TableCell className="col-start-1 row-start-2">
        <Tag dot tone={tone}>
          {word}
        </Tag>
      </TableCell>
      <TableCell className="col-start-4 row-span-2 row-start-1 @3xl:text-right">
        <MemberMenu member={member} isMe={isMe} ask={ask} />
      </TableCell>
    </TableRow>
  )
}
