'use client'
import { deleteGroup } from '@/app/(workspace)/settings/members/actions'
import { useAction } from '@/components/notices/use-action'
import { AlertDialog } from '@/components/ui/alert-dialog'
import type { GroupRow } from '@/lib/groups/schema'

type Props = { group: GroupRow; onClose: () => void; onDone: () => void }

export function DeleteGroupDialog({ group: { id: groupId, name, people, documents }, onClose, onDone }: Props) {
  const { run, busy, error } = useAction()
  return (
    <AlertDialog
      open
      onOpenChange={onClose}
      title={`Delete the group “${name}”?`}
      confirm="Delete group"
      busy={busy}
      error={error}
      onConfirm={() => void run(() => deleteGroup({ groupId }), onDone)}
    >
      {documents === 0
        ? 'Nothing is shared with it. Its people stay members.'
        : `It opens ${count(documents, 'document')} for ${count(people.length, 'person', 'people')}. Who has no other right in them loses them at once, and URLs that were handed out stop working.`}
    </AlertDialog>
  )
}

function count(n: number, one: string, many = `${one}s`): string {
  return `${n.toLocaleString('en')} ${n === 1 ? one : many}`
}
