'use client'
import type { FormEvent } from 'react'
import { inviteMember } from '@/app/(workspace)/settings/members/actions'
import { useAction } from '@/components/notices/use-action'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { formText } from '@/components/ui/form-text'
import { Input } from '@/components/ui/input'
import { Notice } from '@/components/ui/notice'
import { panelFootStyle } from '@/components/ui/panel'
import { Select } from '@/components/ui/select'
import { MEMBER_ROLES } from '@/lib/members/roles'
import { ROLE_WORDS, type MemberAsking } from './member'

type Props = { onClose: () => void; onDone: (next: MemberAsking) => void }

export function InviteDialog({ onClose, onDone }: Props) {
  const { run, busy, error } = useAction()
  const invite = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const [name, email] = [formText(form, 'name'), formText(form, 'email')]
    const role = MEMBER_ROLES.find((one) => one === form.get('role')) ?? 'MEMBER'
    void run(
      () => inviteMember({ name, email, role }),
      ({ url, mailed }) => onDone({ kind: 'link', link: 'invitation', name, url, mailedTo: mailed ? email : null }),
    )
  }
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Invite member"
      description="You get a link to hand to this person. It works once, within seven days."
    >
      <form className="grid gap-4" onSubmit={invite}>
        {error ? <Notice tone="red">{error}</Notice> : null}
        <Field label="Name">
          {(wiring) => <Input {...wiring} name="name" dir="auto" autoComplete="off" required maxLength={100} />}
        </Field>
        <Field label="Email">
          {(wiring) => <Input {...wiring} name="email" type="email" autoComplete="off" required />}
        </Field>
        <Field label="Role" hint="Administrators manage members. They see no documents that are not shared with them.">
          {(wiring) => (
            <Select {...wiring} name="role" defaultValue="MEMBER">
              {MEMBER_ROLES.toReversed().map((role) => (
                <option key={role} value={role}>
                  {ROLE_WORDS[role]}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <div className={panelFootStyle}>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" tone="seal" aria-busy={busy}>
            Invite
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
