import { Moment } from '@/components/format/moment'
import { Tag } from '@/components/ui/tag'
import type { AgentTokenRow } from '@/lib/agents/schema'
import { isRevocable, reachWords, STATE_TAGS } from './token-words'

// What the table of one's own tokens and that of everybody's show alike. On a narrow sheet, which has no head, each says
// what it is.

/** A row of the table on a wide sheet; on a narrow one its cells follow each other, with the button at the corner. */
export const rowStyle = 'relative flex flex-wrap items-center gap-x-3 gap-y-1 px-3.5 py-3 @3xl:p-0'
export const nameCellStyle = 'min-w-0 basis-full pr-20 whitespace-normal @3xl:w-full @3xl:max-w-0 @3xl:pr-3.5'
export const cellStyle = 'text-xs text-ink-2 tabular-nums @3xl:text-m @3xl:leading-snug'
export const buttonCellStyle = 'absolute top-3 right-3.5 @3xl:static @3xl:text-right'

export function ScopeList({ scopes }: Pick<AgentTokenRow, 'scopes'>) {
  return (
    <span className="flex flex-wrap gap-x-2 font-mono text-xs text-ink-3">
      {scopes.map((scope) => (
        <span key={scope}>{scope}</span>
      ))}
    </span>
  )
}

export function Reach({ documents, names }: Pick<AgentTokenRow, 'documents'> & { names?: readonly string[] }) {
  return (
    <span title={names?.join('\n') || undefined}>
      <span className="text-ink-3 @3xl:hidden">Documents: </span>
      {reachWords(documents)}
    </span>
  )
}

export function LastUsed({ lastUsedAt, lastUsedIp }: Pick<AgentTokenRow, 'lastUsedAt' | 'lastUsedIp'>) {
  if (!lastUsedAt) return <span className="text-ink-3">never</span>
  return (
    <>
      <Moment iso={lastUsedAt} />
      {lastUsedIp ? <span className="text-ink-3 @3xl:block @3xl:text-xs"> from {lastUsedIp}</span> : null}
    </>
  )
}

/** When it ends, where it still lives, or has ended by itself. */
export function End({ token }: { token: AgentTokenRow }) {
  if (token.state === 'revoked') return <span className="hidden text-ink-3 @3xl:inline">–</span>
  return (
    <>
      <span className="text-ink-3 @3xl:hidden">{isRevocable(token) ? 'Ends: ' : 'Ended: '}</span>
      <Moment iso={token.endsAt} />
    </>
  )
}

export function StateTag({ state }: Pick<AgentTokenRow, 'state'>) {
  const { tone, word } = STATE_TAGS[state]
  return (
    <Tag dot tone={tone}>
      {word}
    </Tag>
  )
}
