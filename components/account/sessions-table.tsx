'use client'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { endSession } from '@/app/(workspace)/account/actions'
import { startLeaving } from '@/components/notices/tab-state'
import { useAction } from '@/components/notices/use-action'
import { Notice } from '@/components/ui/notice'
import { Sheet, Table, TableBody, TableColumns } from '@/components/ui/table'
import { SessionLine, type SessionView } from './session-line'

export function SessionsTable({ sessions }: { sessions: readonly SessionView[] }) {
  const router = useRouter()
  const { run, busy, error } = useAction()
  const [ending, setEnding] = useState<string | null>(null)
  const end = ({ id, current }: SessionView) => {
    setEnding(id)
    if (current) startLeaving()
    void run(
      () => endSession({ sessionId: id }),
      () => (current ? location.assign('/sign-in') : router.refresh()),
    )
  }
  return (
    <div className="grid gap-3">
      {error ? <Notice tone="red">{error}</Notice> : null}
      <Sheet>
        <Table aria-label="Your sessions">
          <TableColumns names={['Browser', 'Address', 'Signed in', 'Last used']} actions />
          <TableBody>
            {sessions.map((session) => (
              <SessionLine
                key={session.id}
                session={session}
                busy={busy && ending === session.id}
                onEnd={() => end(session)}
              />
            ))}
          </TableBody>
        </Table>
      </Sheet>
    </div>
  )
}
