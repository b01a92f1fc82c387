'use client'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useState, type FormEvent } from 'react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { formText } from '@/components/ui/form-text'
import { Input } from '@/components/ui/input'
import { Notice } from '@/components/ui/notice'
import { endSignedOut } from '@/components/notices/tab-state'
import { uploadsRunning } from '@/components/upload/queue-of'
import { enter } from './enter'
import { OidcButton } from './oidc-button'
import { PasswordInput } from './password-input'

type SignInFormProps = { next: string; oidcName: string | null; mayAskForReset: boolean; error: string | null }

export function SignInForm({ next, oidcName, mayAskForReset, error: initialError }: SignInFormProps) {
  const router = useRouter()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState(initialError)

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    setBusy(true)
    setError(null)
    const refusal = await enter(formText(form, 'email'), formText(form, 'password'))
    if (refusal === null) return go()
    setBusy(false)
    setError(refusal)
  }

  const go = () => {
    // A new page for a new person, except where that would end uploads that outlived their session.
    if (!uploadsRunning()) return location.assign(next)
    endSignedOut()
    router.replace(next)
    router.refresh()
  }

  return (
    <div className="grid gap-4">
      {error ? <Notice tone="red">{error}</Notice> : null}
      <form className="grid gap-4" onSubmit={submit}>
        <Field label="Email">
          {(wiring) => (
            <Input
              {...wiring}
              name="email"
              type="email"
              autoComplete="username"
              autoCapitalize="none"
              spellCheck={false}
              required
            />
          )}
        </Field>
        <Field label="Password">
          {(wiring) => <PasswordInput {...wiring} name="password" autoComplete="current-password" required />}
        </Field>
        <Button type="submit" tone="seal" size="wide" aria-busy={busy} className="mt-1">
          Sign in
        </Button>
      </form>
      {mayAskForReset ? (
        <Link
          href="/forgot"
          className="justify-self-center rounded-xs text-s text-ink-2 underline underline-offset-2 hover:text-ink"
        >
          Forgot your password?
        </Link>
      ) : null}
      {oidcName ? <OidcButton name={oidcName} next={next} /> : null}
    </div>
  )
}
