'use client'
import {
  disableMember,
  enableMember,
  issueReset,
  renewInvite,
  setMemberRole,
} from '@/app/(workspace)/settings/members/actions'
import { useAction } from '@/components/notices/use-action'
import { AlertDialog } from '@/components/ui/alert-dialog'
import type { Result } from '@/lib/errors'
import type { MemberAsking, MemberView } from './member'

type HandedOver = { url: string; mailed: boolean }
type ChangeKind = 'role' | 'disable' | 'enable' | 'reset' | 'renew'
type Props = {
  asking: { kind: ChangeKind; member: MemberView }
  onClose: () => void
  onDone: (next: MemberAsking | null) => void
}

/** Asks before anything about a member changes, and says what it means for that person. */
export function ChangeDialog({ asking: { kind, member }, onClose, onDone }: Props) {
  const { run, busy, error } = useAction()
  const { title, text, confirm, tone } = textsOf(kind, member)
  const change = () =>
    void run(
      () => changeOf(kind, member),
      (data) =>
        onDone(
          data
            ? {
                kind: 'link',
                link: kind === 'renew' ? 'invitation' : 'reset',
                name: member.name,
                url: data.url,
                mailedTo: data.mailed ? member.email : null,
              }
            : null,
        ),
    )
  return (
    <AlertDialog
      open
      onOpenChange={onClose}
      title={title}
      confirm={confirm}
      tone={tone}
      busy={busy}
      error={error}
      onConfirm={change}
    >
      {text}
    </AlertDialog>
  )
}

function changeOf(kind: ChangeKind, { id: userId, role }: MemberView): Promise<Result<HandedOver | null>> {
  switch (kind) {
    case 'role':
      return setMemberRole({ userId, role: role === 'ADMIN' ? 'MEMBER' : 'ADMIN' })
    case 'disable':
      return disableMember({ userId })
    case 'enable':
      return enableMember({ userId })
    case 'reset':
      return issueReset({ userId })
    case 'renew':
      return renewInvite({ userId })
  }
}

type Texts = { title: string; text: string; confirm: string; tone: 'seal' | 'red' }

function textsOf(kind: ChangeKind, { name, role }: MemberView): Texts {
  const texts: Record<ChangeKind, Texts> = {
    role:
      role === 'ADMIN'
        ? {
            title: `Make ${name} a member?`,
            text: 'They can no longer manage members.',
            confirm: 'Make member',
            tone: 'red',
          }
        : {
            title: `Make ${name} an administrator?`,
            text: 'They can invite, disable and promote members, you included.',
            confirm: 'Make administrator',
            tone: 'seal',
          },
    disable: {
      title: `Disable ${name}?`,
      text: 'Their sessions and the URLs that they were handed out end at once, their agent tokens are refused, and they cannot sign in. Their documents stay.',
      confirm: 'Disable',
      tone: 'red',
    },
    enable: {
      title: `Enable ${name}?`,
      text: 'They can sign in again and see what they could see before. Agent tokens of theirs that have not ended work again.',
      confirm: 'Enable',
      tone: 'seal',
    },
    reset: {
      title: `Reset the password of ${name}?`,
      text: 'You get a link to hand to them. Links made before stop working; the old password works until the link is used.',
      confirm: 'Make link',
      tone: 'seal',
    },
    renew: {
      title: `Invite ${name} again?`,
      text: 'You get a new link to hand to them. Links made before stop working.',
      confirm: 'Make link',
      tone: 'seal',
    },
  }
  return texts[kind]
}
