import { Send } from 'lucide-react'
import { formatMoment } from '@/components/format/when'
import { Notice } from '@/components/ui/notice'
import { LinkCard } from './link-card'
import type { LogoOf } from './logo'
import { StepForm } from './step-form'

type EndedStepProps = {
  at: string
  error: string | null
  logo: LogoOf | null
  endedAt: Date
  /** Null: the link asked for something first, so no name is said. */
  sender: string | null
  asked: boolean
  timeZone: string
}

/** A link that was mailed and has ended in time: whom to ask, and the button that asks. */
export function EndedStep({ at, error, logo, endedAt, sender, asked, timeZone }: EndedStepProps) {
  const zone = timeZone === 'UTC' ? 'UTC' : `(${timeZone.replaceAll('_', ' ')})`
  const whom = sender ? <bdi>{sender}</bdi> : 'the person who sent it to you'
  const button = (
    <>
      <Send aria-hidden />
      Ask for it again
    </>
  )
  return (
    <LinkCard
      title="This link has ended"
      logo={logo}
      foot="Whether it opens again is up to its sender."
      intro={
        <>
          It ended on{' '}
          <time dateTime={endedAt.toISOString()}>
            {formatMoment(endedAt.toISOString(), timeZone)} {zone}
          </time>
          . Ask {whom}.
        </>
      }
    >
      {error ? <Notice tone="red">{error}</Notice> : null}
      {asked ? (
        <Notice tone="seal">You asked. The sender decides whether to open it again.</Notice>
      ) : (
        <StepForm action={`${at}/ask`} button={button} />
      )}
    </LinkCard>
  )
}
