import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { LinkCard } from './link-card'
import type { LogoOf } from './logo'
import { StepForm } from './step-form'

// What has to be proved before the page says anything about the document.

type StepProps = { at: string; error: string | null; logo: LogoOf | null }

const FOOT = 'Countersign checks every opening of a shared document.'

export function AddressStep({ at, error, logo }: StepProps) {
  return (
    <LinkCard
      title="For certain people only"
      logo={logo}
      intro="Type your email address. If the document was shared with it, a code is on its way to you."
      foot={FOOT}
    >
      <StepForm action={`${at}/address`} button="Send me a code">
        <Field label="Email" error={error}>
          {(wiring) => (
            <Input {...wiring} name="email" type="email" autoComplete="email" required maxLength={254} autoFocus />
          )}
        </Field>
      </StepForm>
    </LinkCard>
  )
}

export function CodeStep({ at, error, logo, email }: StepProps & { email: string }) {
  const quiet =
    'inline-flex items-center rounded-xs text-s text-ink-2 underline underline-offset-4 hover:text-ink pointer-coarse:min-h-11'
  return (
    <LinkCard
      title="Look into your mail"
      logo={logo}
      intro={
        <>
          If the document was shared with <b className="font-medium text-ink">{email}</b>, a code of six digits is on
          its way there. It works for ten minutes.
        </>
      }
      foot={FOOT}
    >
      <StepForm action={`${at}/code`} button="Go on">
        <Field label="Code" error={error}>
          {(wiring) => (
            <Input
              {...wiring}
              name="code"
              inputMode="numeric"
              autoComplete="one-time-code"
              pattern="[0-9 ]*"
              maxLength={12}
              required
              autoFocus
              className="font-mono tracking-[.2em]"
            />
          )}
        </Field>
      </StepForm>
      <div className="flex flex-wrap items-baseline gap-x-5 gap-y-1">
        <form method="post" action={`${at}/address`}>
          <input type="hidden" name="email" value={email} />
          <button type="submit" className={quiet}>
            Send a new code
          </button>
        </form>
        <a href={`${at}?step=address`} className={quiet}>
          Use another address
        </a>
      </div>
    </LinkCard>
  )
}

export function PasswordStep({ at, error, logo }: StepProps) {
  return (
    <LinkCard
      title="This needs a password"
      logo={logo}
      intro="The person who sent you the link has told you its password, or will."
      foot={FOOT}
    >
      <StepForm action={`${at}/password`} button="Go on">
        <Field label="Password" error={error}>
          {(wiring) => (
            <Input {...wiring} name="password" type="password" autoComplete="off" required maxLength={128} autoFocus />
          )}
        </Field>
      </StepForm>
    </LinkCard>
  )
}
