'use client'
import { useState, type FormEvent } from 'react'
import { createGroup, renameGroup } from '@/app/(workspace)/settings/members/actions'
import { useAction } from '@/components/notices/use-action'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { panelFootStyle } from '@/components/ui/panel'
import { MAX_GROUP_NAME } from '@/lib/groups/limits'
import type { GroupRow } from '@/lib/groups/schema'

type Props = { group: GroupRow | null; onClose: () => void; onDone: () => void }

/** Names a new group, or another name for one that is there. */
export function GroupNameDialog({ group, onClose, onDone }: Props) {
  const { run, busy, error } = useAction()
  const [name, setName] = useState(group?.name ?? '')
  const save = (event: FormEvent) => {
    event.preventDefault()
    if (group) void run(() => renameGroup({ groupId: group.id, name }), onDone)
    else void run(() => createGroup({ name }), onDone)
  }
  return (
    <Dialog open onOpenChange={onClose} title={group ? 'Rename group' : 'New group'}>
      <form className="grid gap-5" onSubmit={save}>
        <Field label="Name" error={error}>
          {(wiring) => (
            <Input
              {...wiring}
              dir="auto"
              autoComplete="off"
              required
              maxLength={MAX_GROUP_NAME}
              value={name}
              onChange={({ target }) => setName(target.value)}
            />
          )}
        </Field>
        <div className={panelFootStyle}>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" tone="seal" aria-busy={busy}>
            {group ? 'Rename' : 'Make group'}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
