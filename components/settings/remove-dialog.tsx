'use client'
import { useEffect, useState } from 'react'
import { previewRemoval, removeMember } from '@/app/(workspace)/settings/members/actions'
import { callAction } from '@/components/notices/call-action'
import { toast } from '@/components/notices/toast-store'
import { useAction } from '@/components/notices/use-action'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Notice } from '@/components/ui/notice'
import { panelFootStyle } from '@/components/ui/panel'
import { Skeleton } from '@/components/ui/skeleton'
import type { Removed, RemovalPreview } from '@/lib/members/remove-schema'
import type { MemberView } from './member'
import { MemberPicker } from './member-picker'
import { removalTexts, removedText } from './removal-texts'

type Props = {
  member: MemberView
  /** Who could get the documents. */
  heirs: readonly MemberView[]
  onClose: () => void
  onDone: () => void
}

/** Removes somebody for good: says what that ends, and asks who gets their documents. */
export function RemoveDialog({ member, heirs, onClose, onDone }: Props) {
  const { run, busy, error, clear } = useAction()
  const { preview, failed } = usePreview(member.id)
  const [heir, setHeir] = useState<MemberView | null>(null)
  const needsHeir = preview !== null && preview.documents > 0
  const remove = () =>
    void run(
      () => removeMember({ userId: member.id, heirId: needsHeir ? (heir?.id ?? null) : null }),
      (removed: Removed) => {
        toast('seal', removedText(member.name, removed))
        onDone()
      },
    )
  const choose = (next: MemberView | null) => {
    clear()
    setHeir(next)
  }
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={`Remove ${member.name}?`}
      description="They are signed out everywhere, and their name and address are erased. This cannot be undone; to keep somebody out for a while, disable them."
    >
      {failed ? <Notice tone="red">{failed}</Notice> : null}
      {preview ? (
        <ul className="grid list-disc gap-1 pl-5 text-s text-ink-2">
          {removalTexts(preview).map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      ) : (
        <Skeleton className="h-12" />
      )}
      {needsHeir ? <Heir heirs={heirs} heir={heir} onChoose={choose} /> : null}
      {error ? <Notice tone="red">{error}</Notice> : null}
      <div className={panelFootStyle}>
        <Button onClick={onClose}>Cancel</Button>
        <Button tone="red" disabled={!preview || (needsHeir && !heir)} aria-busy={busy} onClick={remove}>
          Remove for good
        </Button>
      </div>
    </Dialog>
  )
}

type HeirProps = { heirs: readonly MemberView[]; heir: MemberView | null; onChoose: (heir: MemberView | null) => void }

function Heir({ heirs, heir, onChoose }: HeirProps) {
  if (!heir) return <MemberPicker label="Who gets the documents" members={heirs} onPick={onChoose} />
  return (
    <div className="flex items-center gap-3 rounded-s bg-well px-3.5 py-2.5">
      <p className="min-w-0 flex-1 leading-snug">
        <b dir="auto" className="block font-medium break-words">
          {heir.name}
        </b>
        <span className="block text-xs break-words text-ink-2">gets the documents</span>
      </p>
      <Button size="s" onClick={() => onChoose(null)}>
        Somebody else
      </Button>
    </div>
  )
}

function usePreview(userId: string) {
  const [preview, setPreview] = useState<RemovalPreview | null>(null)
  const [failed, setFailed] = useState<string | null>(null)
  useEffect(() => {
    let wanted = true
    void callAction(() => previewRemoval({ userId })).then((outcome) => {
      if (!wanted) return
      if (outcome.ok) setPreview(outcome.data)
      else setFailed(outcome.message)
    })
    return () => {
      wanted = false
    }
  }, [userId])
  return { preview, failed }
}
