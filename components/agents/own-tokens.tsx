'use client'
import { Plus } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Sheet, Table, TableBody, TableColumns } from '@/components/ui/table'
import type { AgentTerms, OwnAgentToken } from '@/lib/agents/schema'
import type { Scope } from '@/lib/auth/scopes'
import { NewTokenDialog } from './new-token-dialog'
import { OwnTokenLine } from './own-token-line'
import { RevokeTokenDialog } from './revoke-token-dialog'

type Props = { tokens: readonly OwnAgentToken[]; terms: AgentTerms; offered: readonly Scope[] }
type Asking = 'new' | OwnAgentToken | null

/** One's own agent tokens: what there is, a new one, and away with one. */
export function OwnTokens({ tokens, terms, offered }: Props) {
  const router = useRouter()
  const [asking, setAsking] = useState<Asking>(null)
  const close = () => setAsking(null)
  const revoked = () => {
    close()
    router.refresh()
  }
  return (
    <div className="grid gap-3">
      {tokens.length > 0 ? (
        <Sheet>
          <Table aria-label="Your agent tokens">
            <TableColumns names={['Token', 'State', 'Documents', 'Last used', 'Ends']} actions />
            <TableBody>
              {tokens.map((token) => (
                <OwnTokenLine key={token.id} token={token} onRevoke={() => setAsking(token)} />
              ))}
            </TableBody>
          </Table>
        </Sheet>
      ) : (
        <p className="text-ink-2">You have no agent token.</p>
      )}
      <Button className="justify-self-start pointer-coarse:min-h-11" onClick={() => setAsking('new')}>
        <Plus aria-hidden />
        New token
      </Button>
      {asking === 'new' ? (
        <NewTokenDialog terms={terms} offered={offered} onMade={() => router.refresh()} onClose={close} />
      ) : null}
      {asking && asking !== 'new' ? <RevokeTokenDialog token={asking} onClose={close} onDone={revoked} /> : null}
    </div>
  )
}
