'use client'
import { useState, type FormEvent } from 'react'
import { redeemPasswordLink } from '@/app/(auth)/reset/[token]/actions'
import { useAction } from '@/components/notices/use-action'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { formText } from '@/components/ui/form-text'
import { MIN_PASSWORD } from '@/lib/auth/password-policy'
import { enter } from './enter'
import { PasswordInput } from './password-input'

export function SetPasswordForm({ token, email }: { token: string; email: string }) {
  const { run, busy, error } = useAction()
  const [leaving, setLeaving] = useState(false)
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const password = formText(new FormData(event.currentTarget), 'password')
    void run(
      () => redeemPasswordLink({ token, password }),
      () => void goIn(password),
    )
  }
  const goIn = async (password: string) => {
    setLeaving(true)
    // The password is set: if signing in with it fails, the sign-in page says why.
    location.assign((await enter(email, password)) === null ? '/documents' : '/sign-in')
  }
  return (
    <form className="grid gap-4" onSubmit={submit}>
      {/* Password managers file the password under the name that they find in the form. */}
      <input type="email" name="email" autoComplete="username" value={email} readOnly hidden />
      <Field
        label="New password"
        hint={`At least ${MIN_PASSWORD} characters. A few words in a row are easy to remember.`}
        error={error}
      >
        {(wiring) => <PasswordInput {...wiring} name="password" autoComplete="new-password" required autoFocus />}
      </Field>
      <Button type="submit" tone="seal" size="wide" aria-busy={busy || leaving} className="mt-1">
        Set password and sign in
      </Button>
    </form>
  )
}
