'use client'
import { Ban, KeyRound, MailPlus, RotateCcw, ShieldCheck, ShieldMinus, UserMinus } from 'lucide-react'
import { ActionMenu } from '@/components/ui/action-menu'
import { DropdownMenuItem } from '@/components/ui/dropdown-menu'
import type { MemberAsking, MemberView } from './member'

type MenuProps = { member: MemberView; isMe: boolean; ask: (asking: MemberAsking) => void }

export function MemberMenu({ member, isMe, ask }: MenuProps) {
  const admin = member.role === 'ADMIN'
  return (
    <ActionMenu label={`More for ${member.name}`}>
      {(then) => (
        <>
          <DropdownMenuItem onSelect={then(() => ask({ kind: 'role', member }))}>
            {admin ? <ShieldMinus aria-hidden /> : <ShieldCheck aria-hidden />}
            {admin ? 'Make member…' : 'Make administrator…'}
          </DropdownMenuItem>
          {member.state === 'invited' ? (
            <DropdownMenuItem onSelect={then(() => ask({ kind: 'renew', member }))}>
              <MailPlus aria-hidden />
              New invitation link…
            </DropdownMenuItem>
          ) : null}
          {/* Nobody resets their own password here: the account page asks for the current one. */}
          {member.state === 'active' && !isMe ? (
            <DropdownMenuItem onSelect={then(() => ask({ kind: 'reset', member }))}>
              <KeyRound aria-hidden />
              Password reset link…
            </DropdownMenuItem>
          ) : null}
          {member.state === 'disabled' ? (
            <DropdownMenuItem onSelect={then(() => ask({ kind: 'enable', member }))}>
              <RotateCcw aria-hidden />
              Enable…
            </DropdownMenuItem>
          ) : (
            <DropdownMenuItem tone="red" onSelect={then(() => ask({ kind: 'disable', member }))}>
              <Ban aria-hidden />
              Disable…
            </DropdownMenuItem>
          )}
          {/* Another administrator removes this one. */}
          {isMe ? null : (
            <DropdownMenuItem tone="red" onSelect={then(() => ask({ kind: 'remove', member }))}>
              <UserMinus aria-hidden />
              Remove…
            </DropdownMenuItem>
          )}
        </>
      )}
    </ActionMenu>
  )
}
