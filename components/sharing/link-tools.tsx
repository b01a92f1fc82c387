'use client'
import { CalendarPlus, CirclePause, CirclePlay, Pencil, RefreshCw, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { deleteLink, regenerateLink, switchLink } from '@/app/(workspace)/documents/link-actions'
import { useAction } from '@/components/notices/use-action'
import { AlertDialog } from '@/components/ui/alert-dialog'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import type { LinkRow, LinkTerms, NewLink } from '@/lib/sharing/links/schema'
import type { RevokeAnswer } from '@/lib/sharing/revoke-answer'
import { ExtendLinkForm } from './extend-link-form'
import { ChangeLinkForm } from './link-form'
import { linkTitle } from './link-words'

type ToolsProps = {
  link: LinkRow
  terms: LinkTerms
  onChanged: (said: string) => void
  onNewAddress: (made: NewLink) => void
  onDeleted: (answer: RevokeAnswer) => void
  onClose: () => void
}
type Doing = 'change' | 'extend' | 'regenerate' | 'delete'

/** What can be done with a link. What takes something away at once asks first. */
export function LinkTools({ link, terms, onChanged, onNewAddress, onDeleted, onClose }: ToolsProps) {
  const [doing, setDoing] = useState<Doing | null>(null)
  const { run, busy, error } = useAction()
  const disabled = link.state === 'DISABLED'
  const done = (said: string) => {
    onClose()
    onChanged(said)
  }
  const stop = () => setDoing(null)
  const turn = () =>
    void run(
      () => switchLink({ linkId: link.id, disabled: !disabled }),
      () => done(disabled ? 'The link opens again.' : 'The link opens nothing until you enable it.'),
    )
  if (doing === 'change') {
    return <ChangeLinkForm link={link} terms={terms} onCancel={stop} onChanged={() => done('The link was changed.')} />
  }
  if (doing === 'extend') {
    return (
      <ExtendLinkForm link={link} terms={terms} onCancel={stop} onExtended={() => done('The link has a new end.')} />
    )
  }
  return (
    <div className="grid gap-3 rounded-m bg-well p-3">
      <div className="flex flex-wrap gap-2">
        <Button size="s" onClick={() => setDoing('change')}>
          <Pencil aria-hidden />
          Edit
        </Button>
        <Button size="s" onClick={() => setDoing('extend')}>
          <CalendarPlus aria-hidden />
          Extend
        </Button>
        <Button size="s" onClick={() => setDoing('regenerate')}>
          <RefreshCw aria-hidden />
          New address
        </Button>
        <Button size="s" aria-busy={busy} onClick={turn}>
          {disabled ? <CirclePlay aria-hidden /> : <CirclePause aria-hidden />}
          {disabled ? 'Enable' : 'Disable'}
        </Button>
        <Button size="s" className="text-red" onClick={() => setDoing('delete')}>
          <Trash2 aria-hidden />
          Delete
        </Button>
      </div>
      {error ? <Notice tone="red">{error}</Notice> : null}
      {doing === 'regenerate' || doing === 'delete' ? (
        <Ask {...{ doing, link, onDeleted, onClose: stop }} onNewAddress={(made) => (onClose(), onNewAddress(made))} />
      ) : null}
    </div>
  )
}

type AskProps = Pick<ToolsProps, 'link' | 'onNewAddress' | 'onDeleted' | 'onClose'> & { doing: 'regenerate' | 'delete' }

function Ask({ doing, link, onNewAddress, onDeleted, onClose }: AskProps) {
  const { run, busy, error } = useAction()
  const input = { linkId: link.id }
  const texts =
    doing === 'delete'
      ? {
          title: `Delete “${linkTitle(link)}”?`,
          confirm: 'Delete link',
          text: 'It opens nothing from now on, and URLs that were handed out by it stop working. What was saved already stays saved.',
        }
      : {
          title: `A new address for “${linkTitle(link)}”?`,
          confirm: 'Make new address',
          text: 'The address that people have opens nothing from now on, and URLs that were handed out by it stop working.',
        }
  const go = () =>
    doing === 'delete'
      ? void run(() => deleteLink(input), onDeleted)
      : void run(() => regenerateLink(input), onNewAddress)
  return (
    <AlertDialog
      open
      onOpenChange={onClose}
      title={texts.title}
      confirm={texts.confirm}
      busy={busy}
      error={error}
      onConfirm={go}
    >
      {texts.text}
    </AlertDialog>
  )
}
