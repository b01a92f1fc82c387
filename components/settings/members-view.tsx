'use client'
import { UserPlus } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Sheet, Table, TableBody, TableColumns } from '@/components/ui/table'
import { ChangeDialog } from './change-dialog'
import { InviteDialog } from './invite-dialog'
import { LinkDialog } from './link-dialog'
import type { MemberAsking, MemberView } from './member'
import { MemberLine } from './member-line'
import { MembersTabs } from './members-tabs'
import { RemoveDialog } from './remove-dialog'

export function MembersView({ members, myId }: { members: readonly MemberView[]; myId: string }) {
  const router = useRouter()
  const [asking, setAsking] = useState<MemberAsking | null>(null)
  const close = () => setAsking(null)
  const done = (next: MemberAsking | null) => {
    setAsking(next)
    router.refresh()
  }
  return (
    <>
      <div className="mb-[22px] flex items-center gap-3">
        <h1 tabIndex={-1} className="outline-none">
          Members
        </h1>
        <Button tone="seal" className="ml-auto pointer-coarse:min-h-11" onClick={() => setAsking({ kind: 'invite' })}>
          <UserPlus aria-hidden />
          Invite member
        </Button>
      </div>
      <MembersTabs show="people" />
      <p className="mb-5 max-w-[66ch] text-ink-2">
        People join by a link that you hand to them; nobody ever sets a password for somebody else.
      </p>
      <Sheet>
        <Table aria-label="Members">
          <TableColumns names={['Name', 'Role', 'Last seen', 'State']} actions />
          <TableBody>
            {members.map((member) => (
              <MemberLine key={member.id} member={member} isMe={member.id === myId} ask={setAsking} />
            ))}
          </TableBody>
        </Table>
      </Sheet>
      {asking?.kind === 'invite' ? <InviteDialog onClose={close} onDone={done} /> : null}
      {asking?.kind === 'link' ? <LinkDialog {...asking} onClose={close} /> : null}
      {asking && 'member' in asking && asking.kind !== 'remove' ? (
        <ChangeDialog key={asking.kind} asking={{ ...asking, kind: asking.kind }} onClose={close} onDone={done} />
      ) : null}
      {asking?.kind === 'remove' ? (
        <RemoveDialog
          member={asking.member}
          heirs={members.filter(({ id, state }) => state === 'active' && id !== myId && id !== asking.member.id)}
          onClose={close}
          onDone={() => done(null)}
        />
      ) : null}
    </>
  )
}
