'use client'
import { Plus } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Sheet, Table, TableBody, TableColumns } from '@/components/ui/table'
import type { GroupRow } from '@/lib/groups/schema'
import type { Pickable } from '../member-picker'
import { MembersTabs } from '../members-tabs'
import { DeleteGroupDialog } from './delete-group-dialog'
import { GroupLine } from './group-line'
import { GroupNameDialog } from './group-name-dialog'
import { GroupPeopleDialog } from './group-people-dialog'

/** What a dialog is about. By id: the group itself changes while its people do. */
export type GroupAsking = { kind: 'create' } | { kind: 'rename' | 'people' | 'delete'; groupId: string }

type ViewProps = { groups: readonly GroupRow[]; members: readonly Pickable[] }

export function GroupsView({ groups, members }: ViewProps) {
  const router = useRouter()
  const [asking, setAsking] = useState<GroupAsking | null>(null)
  const close = () => setAsking(null)
  const changed = () => router.refresh()
  const done = () => {
    close()
    changed()
  }
  const group = asking && 'groupId' in asking ? groups.find(({ id }) => id === asking.groupId) : undefined
  return (
    <>
      <div className="mb-[22px] flex items-center gap-3">
        <h1 tabIndex={-1} className="outline-none">
          Members
        </h1>
        <Button tone="seal" className="ml-auto pointer-coarse:min-h-11" onClick={() => setAsking({ kind: 'create' })}>
          <Plus aria-hidden />
          New group
        </Button>
      </div>
      <MembersTabs show="groups" />
      <p className="mb-5 max-w-[66ch] text-ink-2">
        What is shared with a group opens for everybody in it. Who is taken out loses it at once, with every URL that
        they were handed out.
      </p>
      {groups.length === 0 ? (
        <p className="rounded-m border border-line bg-sheet px-6 py-12 text-center text-ink-2">
          There is no group yet. Make one to share with several people at a time.
        </p>
      ) : (
        <GroupsTable groups={groups} ask={setAsking} />
      )}
      {asking?.kind === 'create' ? <GroupNameDialog group={null} onClose={close} onDone={done} /> : null}
      {asking?.kind === 'rename' && group ? <GroupNameDialog group={group} onClose={close} onDone={done} /> : null}
      {asking?.kind === 'people' && group ? (
        <GroupPeopleDialog group={group} members={members} onClose={close} onChanged={changed} />
      ) : null}
      {asking?.kind === 'delete' && group ? <DeleteGroupDialog group={group} onClose={close} onDone={done} /> : null}
    </>
  )
}

type TableProps = { groups: readonly GroupRow[]; ask: (asking: GroupAsking) => void }

function GroupsTable({ groups, ask }: TableProps) {
  return (
    <Sheet>
      <Table aria-label="Groups">
        <TableColumns names={['Name', 'People', 'Documents']} actions />
        <TableBody>
          {groups.map((group) => (
            <GroupLine key={group.id} group={group} ask={ask} />
          ))}
        </TableBody>
      </Table>
    </Sheet>
  )
}
