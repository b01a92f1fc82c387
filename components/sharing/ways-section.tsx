'use client'
import { Bot, KeyRound, Link2, UserRound, UserRoundCheck, Users } from 'lucide-react'
import { useState } from 'react'
import { revokeWays, whoCanOpen } from '@/app/(workspace)/documents/sharing-actions'
import { useClock } from '@/components/format/clock-provider'
import { useAction } from '@/components/notices/use-action'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { Skeleton } from '@/components/ui/skeleton'
import { revokedSentence, type RevokeAnswer } from '@/lib/sharing/revoke-answer'
import type { Way } from '@/lib/sharing/ways/who-can-open-schema'
import { useOfDocument } from './use-of-document'
import { wayDormant, wayReason, wayTitle } from './way-words'

const ICONS = { OWNER: UserRoundCheck, USER: UserRound, GROUP: Users, LINK: Link2, AGENT: Bot, URL: KeyRound } as const

/** “Who can open this?”: every way in that stands, with its reason, and one click that ends it. */
export function WaysSection({ documentId }: { documentId: string }) {
  const { data: waysIn, error, reload } = useOfDocument(documentId, whoCanOpen)
  const [answer, setAnswer] = useState<RevokeAnswer | null>(null)
  const revoked = (done: RevokeAnswer) => {
    setAnswer(done)
    void reload()
  }
  if (!waysIn) return error ? <Notice tone="red">{error}</Notice> : <Skeleton className="h-24" />
  return (
    <section aria-label="Ways in" className="grid grid-cols-1 gap-3">
      {error ? <Notice tone="red">{error}</Notice> : null}
      {answer ? <Notice tone="seal">{revokedSentence(answer)}.</Notice> : null}
      <ul aria-label="Who can open this?">
        {waysIn.ways.map((way) => (
          <WayLine key={way.id} way={way} asOf={waysIn.asOf} onRevoked={revoked} />
        ))}
      </ul>
      <p className="text-xs text-ink-3">
        This is everything that opens it now. Revoking also kills URLs that were handed out; a transfer that is running
        or a file that was saved cannot be taken back.
      </p>
    </section>
  )
}

type LineProps = { way: Way; asOf: string; onRevoked: (answer: RevokeAnswer) => void }

function WayLine({ way, asOf, onRevoked }: LineProps) {
  const clock = useClock()
  const { run, busy, error } = useAction()
  const { kind, id, mayRevoke, state } = way
  const title = wayTitle(way)
  const dormant = wayDormant(state)
  const Icon = ICONS[kind]
  const revoke = () => kind !== 'OWNER' && void run(() => revokeWays({ ways: [{ kind, id }] }), onRevoked)
  return (
    <li className="grid grid-cols-1 gap-2 border-b border-line/60 py-2.5 last:border-b-0">
      <div className="flex items-center gap-3">
        <Icon aria-hidden className="size-4 shrink-0 text-ink-3" />
        <div className="min-w-0 flex-1 leading-snug">
          <b dir="auto" className="block font-medium break-words">
            {title}
          </b>
          <span className="block text-xs break-words text-ink-2">{wayReason(way, asOf, clock)}</span>
          {dormant ? <span className="block text-xs text-amber">{dormant}</span> : null}
        </div>
        {mayRevoke ? (
          <Button size="s" className="text-red" aria-label={`Revoke ${title}`} aria-busy={busy} onClick={revoke}>
            Revoke
          </Button>
        ) : null}
      </div>
      {error ? <Notice tone="red">{error}</Notice> : null}
    </li>
  )
}
