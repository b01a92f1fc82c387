'use client'
import { useRouter } from 'next/navigation'
import { useRef, useState, type FormEvent } from 'react'
import { changePassword } from '@/app/(workspace)/account/actions'
import { PasswordInput } from '@/components/auth/password-input'
import { useAction } from '@/components/notices/use-action'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { Field } from '@/components/ui/field'
import { formText } from '@/components/ui/form-text'
import { Notice } from '@/components/ui/notice'
import { MIN_PASSWORD } from '@/lib/auth/password-policy'

type Props = { email: string; livingTokens: number }

export function ChangePasswordForm({ email, livingTokens }: Props) {
  const router = useRouter()
  const form = useRef<HTMLFormElement>(null)
  const { run, busy, error } = useAction()
  const [changed, setChanged] = useState<{ tokens: number } | null>(null)
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    setChanged(null)
    void run(
      () =>
        changePassword({
          current: formText(data, 'current'),
          next: formText(data, 'next'),
          endTokens: formText(data, 'endTokens') === 'on',
        }),
      (done) => {
        form.current?.reset()
        setChanged(done)
        router.refresh()
      },
    )
  }
  return (
    <form ref={form} className="grid max-w-[420px] gap-4" onSubmit={submit}>
      {changed ? <Notice tone="seal">{changedText(changed)}</Notice> : null}
      {error ? <Notice tone="red">{error}</Notice> : null}
      <input type="email" name="email" autoComplete="username" value={email} readOnly hidden />
      <Field label="Current password">
        {(wiring) => <PasswordInput {...wiring} name="current" autoComplete="current-password" required />}
      </Field>
      <Field label="New password" hint={`At least ${MIN_PASSWORD} characters.`}>
        {(wiring) => <PasswordInput {...wiring} name="next" autoComplete="new-password" required />}
      </Field>
      {livingTokens > 0 ? (
        <Checkbox
          name="endTokens"
          hint="If somebody else may have known the old one. Software that uses them stops working."
        >
          Revoke my {livingTokens === 1 ? 'agent token' : `${livingTokens} agent tokens`} too
        </Checkbox>
      ) : null}
      <Button type="submit" className="justify-self-start" aria-busy={busy}>
        Change password
      </Button>
    </form>
  )
}

function changedText({ tokens }: { tokens: number }): string {
  const ended = 'Your password was changed, and all your other sessions have ended'
  if (tokens === 0) return `${ended}.`
  return `${ended}. ${tokens === 1 ? '1 agent token was' : `${tokens} agent tokens were`} revoked.`
}
