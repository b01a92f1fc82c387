import type { Metadata } from 'next'
import Link from 'next/link'
import { connection } from 'next/server'
import { ForgotForm } from '@/components/auth/forgot-form'
import { TrustCard } from '@/components/auth/trust-card'
import { Button } from '@/components/ui/button'
import { mailIsOn } from '@/lib/mail/settings'

export const metadata: Metadata = { title: 'Forgotten password' }

export default async function ForgotPage() {
  // Whether there is mail is a setting of the server that runs, not of the build.
  await connection()
  if (!mailIsOn()) return <NoMail />
  return (
    <TrustCard
      title="Forgotten password"
      intro="You get a message with a link to set a new one. It works once, within 30 minutes."
      foot="The old password works until the link is used."
    >
      <ForgotForm />
    </TrustCard>
  )
}

function NoMail() {
  return (
    <TrustCard
      title="Forgotten password"
      intro="This server sends no mail. Ask an administrator for a link to set a new password."
      foot="Links to set a password work once and for a limited time."
    >
      <Button asChild size="wide">
        <Link href="/sign-in">Go to sign in</Link>
      </Button>
    </TrustCard>
  )
}
