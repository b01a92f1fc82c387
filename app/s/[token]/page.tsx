import type { Metadata } from 'next'
import { cookies, headers } from 'next/headers'
import { notFound } from 'next/navigation'
import { EndedStep } from '@/components/link/ended-step'
import { FileStep } from '@/components/link/file-step'
import { AddressStep, CodeStep, PasswordStep } from '@/components/link/gate-steps'
import { LinkCard } from '@/components/link/link-card'
import type { LogoOf } from '@/components/link/logo'
import { saidSentence } from '@/components/link/said'
import { asTimeZone, PREFERENCES } from '@/components/preferences'
import { visitorOf } from '@/lib/auth/link-session'
import { coveringMessage } from '@/lib/mailings/covering'
import { endedMail } from '@/lib/mailings/ended'
import { logoAddress } from '@/lib/organisation/logo'
import { readOrganisation } from '@/lib/organisation/name'
import { look } from '@/lib/sharing/gate/look'

// One title before and behind the gate, and where there is no link.
export const metadata: Metadata = { title: 'Shared document' }

type PageProps = {
  params: Promise<{ token: string }>
  searchParams: Promise<{ said?: string | string[]; step?: string | string[] }>
}

// Looking changes nothing and counts for nothing: mail scanners and previews open links too.
export default async function LinkPage({ params, searchParams }: PageProps) {
  const [{ token }, { said, step }] = [await params, await searchParams]
  const visitor = visitorOf(await headers())
  const view = await look(token, visitor)
  const ended = view ? null : await endedMail(token, visitor)
  const at = `/s/${encodeURIComponent(token)}`
  const error = saidSentence(typeof said === 'string' ? said : undefined, view?.step ?? 'ended')
  if (ended) {
    const { endedAt, sender, asked } = ended
    const { logo } = await readFace()
    return <EndedStep {...{ at, error, logo, endedAt, sender, asked }} timeZone={await readerZone()} />
  }
  if (!view) notFound()
  const { organisation, logo } = await readFace()
  switch (view.step) {
    case 'address':
      return <AddressStep at={at} logo={logo} error={error} />
    case 'code':
      return step === 'address' ? (
        <AddressStep at={at} logo={logo} error={null} />
      ) : (
        <CodeStep at={at} logo={logo} error={error} email={view.email} />
      )
    case 'password':
      return <PasswordStep at={at} logo={logo} error={error} />
    case 'used-up':
      return (
        <LinkCard
          title="This link was used up"
          logo={logo}
          intro={`It allowed a number of downloads, and all of them were made. Ask ${view.giver} for more.`}
        />
      )
    case 'file': {
      const message = await coveringMessage(token)
      const { file } = view
      const timeZone = await readerZone()
      return <FileStep {...{ at, error, logo, message, organisation, file, timeZone }} now={Date.now()} />
    }
  }
}

/** Whose page it is; said of links that live or merely ended, never where there is none. */
async function readFace(): Promise<{ organisation: string; logo: LogoOf | null }> {
  const [{ name: organisation }, src] = await Promise.all([readOrganisation(), logoAddress()])
  return { organisation, logo: src === null ? null : { src, name: organisation } }
}

async function readerZone(): Promise<string> {
  return asTimeZone((await cookies()).get(PREFERENCES.zone)?.value)
}
