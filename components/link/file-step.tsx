import { Download, Eye } from 'lucide-react'
import { KindGlyph } from '@/components/documents/kind-glyph'
import { formatRemaining } from '@/components/format/duration'
import { formatMoment } from '@/components/format/when'
import { Notice } from '@/components/ui/notice'
import { formatSize } from '@/lib/format/size'
import type { SharedFile } from '@/lib/sharing/gate/look'
import { LinkCard } from './link-card'
import type { LogoOf } from './logo'
import { StepForm } from './step-form'

type FileStepProps = {
  at: string
  error: string | null
  logo: LogoOf | null
  file: SharedFile
  /** Empty where it has no name. */
  organisation: string
  /** Of a link that came by mail: what its sender wrote. */
  message: string | null
  timeZone: string
  /** When the page was made, in milliseconds. */
  now: number
}

/** The file, and the one thing that may be done with it. */
export function FileStep({ at, error, logo, file, organisation, message, timeZone, now }: FileStepProps) {
  const giver = organisation ? `${file.giver} at ${organisation}` : file.giver
  return (
    <LinkCard title={titleOf(file.name)} logo={logo} above={<>{giver} shared with you</>}>
      {error ? <Notice tone="red">{error}</Notice> : null}
      {message ? (
        <p dir="auto" className="[overflow-wrap:anywhere] whitespace-pre-line text-ink-2">
          “{message}”
        </p>
      ) : null}
      <div className="flex items-center gap-3.5 rounded-m border border-line px-4 py-3.5">
        <KindGlyph name={file.name} />
        <div className="min-w-0">
          <b dir="auto" title={file.name} className="block truncate font-medium">
            {file.name}
          </b>
          <span className="text-s text-ink-3 tabular-nums">{formatSize(file.size)}</span>
        </div>
      </div>
      <Act at={at} may={file.may} />
      <Facts file={file} timeZone={timeZone} now={now} />
    </LinkCard>
  )
}

function Act({ at, may }: { at: string; may: SharedFile['may'] }) {
  if (may === 'download') {
    const button = (
      <>
        <Download aria-hidden />
        Download
      </>
    )
    return <StepForm action={`${at}/download`} button={button} />
  }
  if (may === 'nothing') {
    return <Notice tone="amber">The sender allowed no downloads, and browsers cannot show this kind of file.</Notice>
  }
  const button = (
    <>
      <Eye aria-hidden />
      Open
    </>
  )
  return <StepForm action={`${at}/open`} button={button} />
}

function Facts({ file, timeZone, now }: { file: SharedFile; timeZone: string; now: number }) {
  const { endsAt, email, may } = file
  if (!endsAt && !email && may === 'download') return null
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-2 text-s">
      {endsAt ? (
        <>
          <dt className="text-ink-3">Ends</dt>
          <dd className="tabular-nums">
            <b className="font-medium">{formatRemaining((Date.parse(endsAt) - now) / 1000)}</b>
            <br />
            <time dateTime={endsAt} className="text-ink-2">
              {formatMoment(endsAt, timeZone)} {timeZone === 'UTC' ? 'UTC' : `(${timeZone.replaceAll('_', ' ')})`}
            </time>
          </dd>
        </>
      ) : null}
      {email ? (
        <>
          <dt className="text-ink-3">For</dt>
          <dd className="[overflow-wrap:anywhere]">{email}</dd>
        </>
      ) : null}
      {may === 'download' ? null : (
        <>
          <dt className="text-ink-3">Kind</dt>
          <dd>To look at; the sender allowed no downloads</dd>
        </>
      )}
    </dl>
  )
}

/** A name without its ending, which the glyph shows. */
function titleOf(name: string): string {
  return name.replace(/(?<=[^.\s])\.[a-z0-9]{1,5}$/i, '')
}
