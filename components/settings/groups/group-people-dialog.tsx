'use client'
import { useState } from 'react'
import { addToGroup, removeFromGroup } from '@/app/(workspace)/settings/members/actions'
import { useAction } from '@/components/notices/use-action'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Notice } from '@/components/ui/notice'
import { panelFootStyle } from '@/components/ui/panel'
import type { GroupPerson, GroupRow } from '@/lib/groups/schema'
import { MemberPicker, type Pickable } from '../member-picker'

type Props = { group: GroupRow; members: readonly Pickable[]; onClose: () => void; onChanged: () => void }

/** Who is in a group: one more, one less. */
export function GroupPeopleDialog({ group, members, onClose, onChanged }: Props) {
  const { run, busy, error } = useAction()
  const [said, setSaid] = useState<string | null>(null)
  const { id: groupId, people } = group
  const others = members.filter(({ id }) => people.every((person) => person.id !== id))
  const add = ({ id: userId, name }: Pickable) =>
    void run(
      () => addToGroup({ groupId, userId }),
      () => {
        setSaid(`${name} is in the group now.`)
        onChanged()
      },
    )
  const remove = ({ id: userId, name }: GroupPerson) =>
    void run(
      () => removeFromGroup({ groupId, userId }),
      ({ urlsKilled }) => {
        setSaid(`${name} was taken out.${urlsKilled > 0 ? ` URLs killed: ${urlsKilled}.` : ''}`)
        onChanged()
      },
    )
  return (
    <Dialog open onOpenChange={onClose} wide title={`People in “${group.name}”`}>
      <MemberPicker label="Add a person" members={others} onPick={add} />
      {error ? <Notice tone="red">{error}</Notice> : null}
      {said ? <Notice tone="seal">{said}</Notice> : null}
      {people.length === 0 ? (
        <p className="text-s text-ink-3">Nobody is in it. What is shared with it opens for nobody.</p>
      ) : (
        <ul aria-label={`People in ${group.name}`}>
          {people.map((person) => (
            <li key={person.id} className="flex items-center gap-3 border-b border-line/60 py-2 last:border-b-0">
              <div className="min-w-0 flex-1 leading-snug">
                <b dir="auto" className="block truncate font-medium">
                  {person.name}
                </b>
                <span className="block truncate text-xs text-ink-3">
                  {person.email}
                  {person.disabled ? ', disabled' : ''}
                </span>
              </div>
              <Button
                size="s"
                className="text-red pointer-coarse:min-h-11"
                aria-label={`Take out ${person.name}`}
                aria-busy={busy}
                onClick={() => remove(person)}
              >
                Take out
              </Button>
            </li>
          ))}
        </ul>
      )}
      <div className={panelFootStyle}>
        <Button onClick={onClose}>Done</Button>
      </div>
    </Dialog>
  )
}
