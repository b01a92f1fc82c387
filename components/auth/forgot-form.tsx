'use client'
import Link from 'next/link'
import { useState, type FormEvent } from 'react'
import { askForReset } from '@/app/(auth)/forgot/actions'
import { useAction } from '@/components/notices/use-action'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { formText } from '@/components/ui/form-text'
import { Input } from '@/components/ui/input'
import { Notice } from '@/components/ui/notice'

/** Says the same for every address: who has an account here is nobody's business. */
export function ForgotForm() {
  const { run, busy, error } = useAction()
  const [asked, setAsked] = useState<string | null>(null)
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const email = formText(new FormData(event.currentTarget), 'email')
    void run(
      () => askForReset({ email }),
      () => setAsked(email),
    )
  }
  if (asked !== null) {
    return (
      <div className="grid gap-4">
        <Notice tone="seal">
          If <bdi className="font-medium break-all">{asked}</bdi> belongs to somebody here, a message is on its way to
          it. Look into the folder for unwanted mail too.
        </Notice>
        <Button asChild size="wide">
          <Link href="/sign-in">Go to sign in</Link>
        </Button>
      </div>
    )
  }
  return (
    <form className="grid gap-4" onSubmit={submit}>
      <Field label="Email" error={error}>
        {(wiring) => (
          <Input
            {...wiring}
            name="email"
            type="email"
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            required
            autoFocus
          />
        )}
      </Field>
      <Button type="submit" tone="seal" size="wide" aria-busy={busy} className="mt-1">
        Send me a link
      </Button>
      <Link
        href="/sign-in"
        className="justify-self-center rounded-xs text-s text-ink-2 underline underline-offset-2 hover:text-ink"
      >
        Back to sign in
      </Link>
    </form>
  )
}
