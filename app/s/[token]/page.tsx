import type { Metadata } from 'next'
import { cookies, headers } from 'next/headers'
import { notFound } from 'next/navigation'
import { EndedStep } from '@/components/link/ended-step'
import { FileStep } from '@/components/link/file-step'
import { AddressStep, CodeStep, PasswordStep } from '@/components/link/gate-steps'
import { LinkCard } from '@/components/link/link-card'
import { saidSentence } from '@/components/link/said'
import { asTimeZone, PREFERENCES } from '@/components/preferences'
import { visitorOf } from '@/lib/auth/link-session'
import { coveringMessage } from '@/lib/mailings/covering'
import { endedMail } from '@/lib/mailings/ended'
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
    return <EndedStep {...{ at, error, endedAt, sender, asked }} timeZone={await readerZone()} />
  }
  if (!view) notFound()
  switch (view.step) {
    case 'address':
      return <AddressStep at={at} error={error} />
    case 'code':
      return step === 'address' ? (
        <AddressStep at={at} error={null} />
      ) : (
        <CodeStep at={at} error={error} email={view.email} />
      )
    case 'password':
      return <PasswordStep at={at} error={error} />
    case 'used-up':
      return (
        <LinkCard
          title="This link was used up"
          intro={`It allowed a number of downloads, and all of them were made. Ask ${view.giver} for more.`}
        />
      )
    case 'file': {
      const [message, { name: organisation }] = await Promise.all([coveringMessage(token), readOrganisation()])
      return <FileStep {...{ at, error, message, organisation }} file={view.file} timeZone={await readerZone()} />
    }
  }
}

async function readerZone(): Promise<string> {
  return asTimeZone((await cookies()).get(PREFERENCES.zone)?.value)
}
