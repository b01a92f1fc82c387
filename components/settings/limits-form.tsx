'use client'
import { useRouter } from 'next/navigation'
import { useState, type FormEvent } from 'react'
import { setStorageLimits } from '@/app/(workspace)/settings/storage/actions'
import { useAction } from '@/components/notices/use-action'
import { Button } from '@/components/ui/button'
import { formText } from '@/components/ui/form-text'
import { Notice } from '@/components/ui/notice'
import { parseGigabytes } from './gigabytes'
import { LimitField } from './limit-field'

export const NOT_A_SIZE = 'Type a number of gigabytes such as 500 or 1.5, or leave it empty.'

type Props = { quotaBytes: number | null; memberQuotaBytes: number | null }

export function LimitsForm({ quotaBytes, memberQuotaBytes }: Props) {
  const router = useRouter()
  const { run, busy, error } = useAction()
  const [wrong, setWrong] = useState<string | null>(null)
  const [saved, setSaved] = useState(false)
  const save = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const [all, each] = [parseGigabytes(formText(form, 'all')), parseGigabytes(formText(form, 'each'))]
    setSaved(false)
    setWrong(all === undefined ? 'all' : each === undefined ? 'each' : null)
    if (all === undefined || each === undefined) return
    void run(
      () => setStorageLimits({ quotaBytes: all, memberQuotaBytes: each }),
      () => {
        setSaved(true)
        router.refresh()
      },
    )
  }
  return (
    <form className="grid max-w-md gap-4" onSubmit={save}>
      {error ? <Notice tone="red">{error}</Notice> : null}
      <LimitField
        label="All documents together"
        name="all"
        hint="When it is reached, nobody can upload until something is deleted."
        bytes={quotaBytes}
        error={wrong === 'all' ? NOT_A_SIZE : null}
      />
      <LimitField
        label="Each member"
        name="each"
        hint="Unless a member has a limit of their own."
        bytes={memberQuotaBytes}
        error={wrong === 'each' ? NOT_A_SIZE : null}
      />
      <div className="flex items-center gap-3">
        <Button type="submit" tone="seal" aria-busy={busy}>
          Save limits
        </Button>
        <span role="status" className="text-s text-ink-2">
          {saved ? 'Saved.' : ''}
        </span>
      </div>
    </form>
  )
}
