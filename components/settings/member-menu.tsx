'use client'
import { Ban, Ellipsis, KeyRound, MailPlus, RotateCcw, ShieldCheck, ShieldMinus } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { DropdownMenu, DropdownMenuContent, DropdownMenuItem, DropdownMenuTrigger } from '@/components/ui/dropdown-menu'
import type { MemberAsking, MemberView } from './member'

type MenuProps = { member: MemberView; isMe: boolean; ask: (asking: MemberAsking) => void }

export function MemberMenu({ member, isMe, ask }: MenuProps) {
  const admin = member.role === 'ADMIN'
  return (
    <DropdownMenu modal={false}>
      <DropdownMenuTrigger asChild>
        <Button tone="ghost" size="icon" aria-label={`More for ${member.name}`}>
          <Ellipsis aria-hidden />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent>
        <DropdownMenuItem onSelect={() => ask({ kind: 'role', member })}>
          {admin ? <ShieldMinus aria-hidden /> : <ShieldCheck aria-hidden />}
          {admin ? 'Make member…' : 'Make administrator…'}
        </DropdownMenuItem>
        {member.state === 'invited' ? (
          <DropdownMenuItem onSelect={() => ask({ kind: 'renew', member })}>
            <MailPlus aria-hidden />
            New invitation link…
          </DropdownMenuItem>
        ) : null}
        {/* Nobody resets their own password here: the account page asks for the current one. */}
        {member.state === 'active' && !isMe ? (
          <DropdownMenuItem onSelect={() => ask({ kind: 'reset', member })}>
            <KeyRound aria-hidden />
            Password reset link…
          </DropdownMenuItem>
        ) : null}
        {member.state === 'disabled' ? (
          <DropdownMenuItem onSelect={() => ask({ kind: 'enable', member })}>
            <RotateCcw aria-hidden />
            Enable…
          </DropdownMenuItem>
        ) : (
          <DropdownMenuItem tone="red" onSelect={() => ask({ kind: 'disable', member })}>
            <Ban aria-hidden />
            Disable…
          </DropdownMenuItem>
        )}
      </DropdownMenuContent>
    </DropdownMenu>
  )
}
