import { Button } from '@/components/ui/button'
import { TableCell, TableRow } from '@/components/ui/table'
import type { OwnAgentToken } from '@/lib/agents/schema'
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

export function OwnTokenLine({ token, onRevoke }: { token: OwnAgentToken; onRevoke: () => void }) {
  const { name, documents, documentNames } = token
  return (
    <TableRow className={rowStyle}>
      <TableCell className={nameCellStyle}>
        <div className="py-1 leading-snug">
          <b dir="auto" title={name} className="block truncate font-medium">
            {name}
          </b>
          <ScopeList {...token} />
        </div>
      </TableCell>
      <TableCell>
        <StateTag {...token} />
      </TableCell>
      <TableCell className={cellStyle}>
        <Reach documents={documents} names={documentNames} />
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
          <Button size="s" aria-label={`Revoke ${name}`} onClick={onRevoke}>
            Revoke
          </Button>
        ) : null}
      </TableCell>
    </TableRow>
  )
}
