'use client'
import { useRouter } from 'next/navigation'
import { useState, type FormEvent } from 'react'
import { setRetention } from '@/app/(workspace)/settings/audit/actions'
import { useAction } from '@/components/notices/use-action'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { formText } from '@/components/ui/form-text'
import { Input } from '@/components/ui/input'
import { Notice } from '@/components/ui/notice'
import { parseDays } from './days'

type Props = { auditDays: number | null; ledgerDays: number | null }

const FIELDS = [
  ['auditDays', 'Addresses and browsers in the audit', 'The rows themselves stay, and so do their seals.'],
  ['ledgerDays', 'Addresses that links were opened with', 'Counted from the end of the URL that was handed out.'],
] as const

export function RetentionForm(days: Props) {
  const router = useRouter()
  const { run, busy, error } = useAction()
  const [wrong, setWrong] = useState<string | null>(null)
  const [saved, setSaved] = useState(false)
  const save = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const [auditDays, ledgerDays] = [parseDays(formText(form, 'auditDays')), parseDays(formText(form, 'ledgerDays'))]
    setSaved(false)
    setWrong(auditDays === undefined ? 'auditDays' : ledgerDays === undefined ? 'ledgerDays' : null)
    if (auditDays === undefined || ledgerDays === undefined) return
    void run(
      () => setRetention({ auditDays, ledgerDays }),
      () => {
        setSaved(true)
        router.refresh()
      },
    )
  }
  return (
    <form className="grid max-w-md gap-4" onSubmit={save}>
      <div className="grid gap-1.5">
        <h2 className="text-l font-semibold">How long personal data is kept</h2>
        <p className="text-ink-2">What is older is erased within a day and cannot be brought back.</p>
      </div>
      {error ? <Notice tone="red">{error}</Notice> : null}
      {FIELDS.map(([name, label, hint]) => (
        <DaysField key={name} name={name} label={label} hint={hint} days={days[name]} wrong={wrong === name} />
      ))}
      <div className="flex items-center gap-3">
        <Button type="submit" tone="seal" aria-busy={busy}>
          Save
        </Button>
        <span role="status" className="text-s text-ink-2">
          {saved ? 'Saved.' : ''}
        </span>
      </div>
    </form>
  )
}

type DaysProps = { name: string; label: string; hint: string; days: number | null; wrong: boolean }

function DaysField({ name, label, hint, days, wrong }: DaysProps) {
  return (
    <Field label={label} hint={hint} error={wrong ? 'Type a number of days such as 90, or leave it empty.' : null}>
      {(wiring) => (
        <span className="flex items-center gap-2">
          <Input
            {...wiring}
            name={name}
            inputMode="numeric"
            autoComplete="off"
            placeholder="For ever"
            defaultValue={days ?? ''}
            className="w-40 text-right tabular-nums"
          />
          <span className="text-ink-3">days</span>
        </span>
      )}
    </Field>
  )
}
