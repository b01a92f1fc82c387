import { Moment } from '@/components/format/moment'
import { Button } from '@/components/ui/button'
import { TableCell, TableRow } from '@/components/ui/table'
import type { AnyAgentToken } from '@/lib/agents/schema'
import {
  buttonCellStyle,
  cellStyle,
  End,
  LastUsed,
  nameCellStyle,
  Reach,
  rowStyle,
  ScopeList,
  StateTag,
} from './token-cells'
import { isRevocable } from './token-words'

export function AgentLine({ token, onRevoke }: { token: AnyAgentToken; onRevoke: () => void }) {
  const { name, person, documents, createdAt } = token
  return (
    <TableRow className={rowStyle}>
      <TableCell className={nameCellStyle}>
        <div className="py-1 leading-snug">
          <b dir="auto" title={name} className="block truncate font-medium">
            {name}
          </b>
          <span dir="auto" title={person.email} className="block truncate text-xs text-ink-3">
            {person.name}
          </span>
        </div>
      </TableCell>
      <TableCell className="basis-full whitespace-normal @3xl:min-w-[148px] @3xl:py-2 @5xl:min-w-[256px]">
        <ScopeList {...token} />
      </TableCell>
      <TableCell>
        <StateTag {...token} />
      </TableCell>
      <TableCell className={cellStyle}>
        <Reach documents={documents} />
      </TableCell>
      <TableCell className="hidden text-ink-2 tabular-nums @4xl:table-cell">
        <Moment iso={createdAt} />
      </TableCell>
      <TableCell className={cellStyle}>
        <span className="text-ink-3 @3xl:hidden">Last used: </span>
        <LastUsed {...token} />
      </TableCell>
      <TableCell className={cellStyle}>
        <End token={token} />
      </TableCell>
      <TableCell className={buttonCellStyle}>
        {isRevocable(token) ? (
          <Button size="s" aria-label={`Revoke ${name} of ${person.name}`} onClick={onRevoke}>
            Revoke
          </Button>
        ) : null}
      </TableCell>
    </TableRow>
  )
}
