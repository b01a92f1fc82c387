import type { Metadata } from 'next'
import Link from 'next/link'
import { SetPasswordForm } from '@/components/auth/set-password-form'
import { TrustCard } from '@/components/auth/trust-card'
import { Button } from '@/components/ui/button'
import { peek } from '@/lib/auth/one-time-links'

export const metadata: Metadata = { title: 'Set a password' }

type PageProps = { params: Promise<{ token: string }> }

// Looking uses nothing up: mail scanners and previews open links too.
export default async function PasswordLinkPage({ params }: PageProps) {
  const { token } = await params
  const owner = await peek(token)
  if (!owner) return <EndedLink />
  const invited = owner.kind === 'INVITE'
  return (
    <TrustCard
      title={invited ? `Welcome, ${owner.name}` : 'Set a new password'}
      intro={
        <>
          {invited ? 'You were invited to Countersign as ' : 'For '}
          <b className="font-medium text-ink">{owner.email}</b>
          {invited ? '. Choose a password to begin.' : '. Setting it ends all of your sessions and agent tokens.'}
        </>
      }
      foot="This link works once."
    >
      <SetPasswordForm token={token} email={owner.email} />
    </TrustCard>
  )
}

function EndedLink() {
  return (
    <TrustCard
      title="This link has ended"
      intro="It was used already, or its time is over. Ask an administrator for a new one."
      foot="Links to set a password work once and for a limited time."
    >
      <Button asChild size="wide">
        <Link href="/sign-in">Go to sign in</Link>
      </Button>
    </TrustCard>
  )
}
