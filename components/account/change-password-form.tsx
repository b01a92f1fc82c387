'use client'
import { useRouter } from 'next/navigation'
import { useRef, useState, type FormEvent } from 'react'
import { changePassword } from '@/app/(workspace)/account/actions'
import { PasswordInput } from '@/components/auth/password-input'
import { useAction } from '@/components/notices/use-action'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { formText } from '@/components/ui/form-text'
import { Notice } from '@/components/ui/notice'
import { MIN_PASSWORD } from '@/lib/auth/password-policy'

export function ChangePasswordForm({ email }: { email: string }) {
  const router = useRouter()
  const form = useRef<HTMLFormElement>(null)
  const { run, busy, error } = useAction()
  const [changed, setChanged] = useState(false)
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    setChanged(false)
    void run(
      () => changePassword({ current: formText(data, 'current'), next: formText(data, 'next') }),
      () => {
        form.current?.reset()
        setChanged(true)
        router.refresh()
      },
    )
  }
  return (
    <form ref={form} className="grid max-w-[420px] gap-4" onSubmit={submit}>
      {changed ? <Notice tone="seal">Your password was changed, and all your other sessions have ended.</Notice> : null}
      {error ? <Notice tone="red">{error}</Notice> : null}
      <input type="email" name="email" autoComplete="username" value={email} readOnly hidden />
      <Field label="Current password">
        {(wiring) => <PasswordInput {...wiring} name="current" autoComplete="current-password" required />}
      </Field>
      <Field label="New password" hint={`At least ${MIN_PASSWORD} characters.`}>
        {(wiring) => <PasswordInput {...wiring} name="next" autoComplete="new-password" required />}
      </Field>
      <Button type="submit" className="justify-self-start" aria-busy={busy}>
        Change password
      </Button>
    </form>
  )
}
