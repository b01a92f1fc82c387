'use client'
import { useRouter } from 'next/navigation'
import { useState, type FormEvent } from 'react'
import { saveOrganisation } from '@/app/(workspace)/settings/sharing/mail-actions'
import { useAction } from '@/components/notices/use-action'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { formText } from '@/components/ui/form-text'
import { Input } from '@/components/ui/input'

type Props = {
  name: string
  /** Characters. */
  longest: number
}

export function OrganisationName({ name, longest }: Props) {
  const router = useRouter()
  const { run, busy, error } = useAction()
  const [saved, setSaved] = useState(false)
  const save = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const next = formText(new FormData(event.currentTarget), 'name')
    setSaved(false)
    void run(
      () => saveOrganisation({ name: next }),
      () => {
        setSaved(true)
        router.refresh()
      },
    )
  }
  return (
    <form className="grid max-w-xl gap-5" noValidate onSubmit={save}>
      <Field label="Name of the organisation" hint="Empty: Countersign." error={error}>
        {(wiring) => (
          <Input
            {...wiring}
            name="name"
            dir="auto"
            autoComplete="organization"
            maxLength={longest}
            placeholder="Countersign"
            defaultValue={name}
          />
        )}
      </Field>
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" tone="seal" aria-busy={busy}>
          Save name
        </Button>
        <span role="status" className="text-s text-ink-2">
          {saved ? 'Saved.' : ''}
        </span>
      </div>
    </form>
  )
}
