import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { SignInForm } from '@/components/auth/sign-in-form'
import { TrustCard } from '@/components/auth/trust-card'
import { getPrincipal } from '@/lib/auth/current'
import { safeNext } from '@/lib/auth/next-path'
import { oidcName } from '@/lib/auth/options'
import { signInError } from '@/lib/auth/sign-in-errors'
import { mailIsOn } from '@/lib/mail/settings'

export const metadata: Metadata = { title: 'Sign in' }

type PageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function SignInPage({ searchParams }: PageProps) {
  const { next, callbackUrl, error } = await searchParams
  const target = safeNext(next ?? pathOf(callbackUrl))
  if (await getPrincipal()) redirect(target)
  return (
    <TrustCard title="Sign in" foot="Every access to a document is checked and recorded.">
      <SignInForm
        next={target}
        oidcName={oidcName()}
        mayAskForReset={mailIsOn()}
        error={signInError(typeof error === 'string' ? error : null)}
      />
    </TrustCard>
  )
}

/** next-auth comes back with a whole address; only its path counts, and `safeNext` decides about that. */
function pathOf(url: unknown): string | null {
  if (typeof url !== 'string') return null
  if (!URL.canParse(url)) return url
  const { pathname, search } = new URL(url)
  return pathname + search
}
