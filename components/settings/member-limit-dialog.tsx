'use client'
import { useRouter } from 'next/navigation'
import { useState, type FormEvent } from 'react'
import { setStorageLimitOf } from '@/app/(workspace)/settings/storage/actions'
import { useAction } from '@/components/notices/use-action'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { formText } from '@/components/ui/form-text'
import { Notice } from '@/components/ui/notice'
import { panelFootStyle } from '@/components/ui/panel'
import { parseGigabytes } from './gigabytes'
import { LimitField } from './limit-field'
import { NOT_A_SIZE } from './limits-form'
import type { MemberUseView } from './member-use'

export function MemberLimitDialog({ member, onClose }: { member: MemberUseView; onClose: () => void }) {
  const router = useRouter()
  const { run, busy, error } = useAction()
  const [wrong, setWrong] = useState(false)
  const save = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const quotaBytes = parseGigabytes(formText(new FormData(event.currentTarget), 'own'))
    setWrong(quotaBytes === undefined)
    if (quotaBytes === undefined) return
    void run(
      () => setStorageLimitOf({ userId: member.userId, quotaBytes }),
      () => {
        onClose()
        router.refresh()
      },
    )
  }
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={`Limit for ${member.name}`}
      description="It goes before the limit of all members. Empty gives that one back."
    >
      <form className="grid gap-4" onSubmit={save}>
        {error ? <Notice tone="red">{error}</Notice> : null}
        <LimitField
          label="Limit"
          name="own"
          hint="A limit below what is used takes nothing away."
          bytes={member.own ? member.quotaBytes : null}
          error={wrong ? NOT_A_SIZE : null}
        />
        <div className={panelFootStyle}>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" tone="seal" aria-busy={busy}>
            Save limit
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
