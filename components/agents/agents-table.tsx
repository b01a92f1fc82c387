import { Sheet, Table, TableBody, TableHead, TableHeader } from '@/components/ui/table'
import type { AnyAgentToken } from '@/lib/agents/schema'
import { AgentLine } from './agent-line'

type Props = { rows: readonly AnyAgentToken[]; onRevoke: (token: AnyAgentToken) => void }

export function AgentsTable({ rows, onRevoke }: Props) {
  return (
    <Sheet>
      <Table aria-label="Agent tokens">
        <TableHead>
          <tr role="row">
            <TableHeader>Token and person</TableHeader>
            <TableHeader>May</TableHeader>
            <TableHeader>State</TableHeader>
            <TableHeader>Documents</TableHeader>
            <TableHeader className="hidden @4xl:table-cell">Created</TableHeader>
            <TableHeader>Last used</TableHeader>
            <TableHeader>Ends</TableHeader>
            <TableHeader>
              <span className="sr-only">Actions</span>
            </TableHeader>
          </tr>
        </TableHead>
        <TableBody>
          {rows.map((token) => (
            <AgentLine key={token.id} token={token} onRevoke={() => onRevoke(token)} />
          ))}
        </TableBody>
      </Table>
    </Sheet>
  )
}
