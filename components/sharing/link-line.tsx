'use client'
import { SlidersHorizontal } from 'lucide-react'
import { useId, useState } from 'react'
import { useClock } from '@/components/format/clock-provider'
import { Button } from '@/components/ui/button'
import { Tag } from '@/components/ui/tag'
import type { LinkRow, LinkTerms, NewLink } from '@/lib/sharing/links/schema'
import type { RevokeAnswer } from '@/lib/sharing/revoke-answer'
import { LinkTools } from './link-tools'
import { linkGates, linkHistory, linkTag, linkTitle } from './link-words'

type LineProps = {
  link: LinkRow
  terms: LinkTerms
  onChanged: (said: string) => void
  onNewAddress: (made: NewLink) => void
  onDeleted: (answer: RevokeAnswer) => void
}

/** One link: what it is and whether it opens something; what can be done with it is one step away. */
export function LinkLine({ link, terms, ...on }: LineProps) {
  const panelId = useId()
  const { mayChange } = link
  const [open, setOpen] = useState(false)
  return (
    <li className="grid gap-3 border-b border-line/60 py-2.5 last:border-b-0">
      <div className="flex items-center gap-3">
        <LinkFacts link={link} />
        {mayChange ? (
          <Button
            tone="ghost"
            size="icon"
            aria-label={`Manage ${linkTitle(link)}`}
            aria-expanded={open}
            aria-controls={panelId}
            onClick={() => setOpen(!open)}
          >
            <SlidersHorizontal aria-hidden />
          </Button>
        ) : null}
      </div>
      <div id={panelId} hidden={!open}>
        {open ? <LinkTools link={link} terms={terms} onClose={() => setOpen(false)} {...on} /> : null}
      </div>
    </li>
  )
}

function LinkFacts({ link }: { link: LinkRow }) {
  const clock = useClock()
  const { tone, word } = linkTag(link.state)
  return (
    <div className="grid min-w-0 flex-1 gap-1">
      <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
        <b dir="auto" title={linkTitle(link)} className="max-w-full truncate font-medium">
          {linkTitle(link)}
        </b>
        <Tag dot tone={tone}>
          {word}
        </Tag>
        {linkGates(link).map((gate) => (
          <Tag key={gate}>{gate}</Tag>
        ))}
      </div>
      <p className="text-xs text-ink-3 tabular-nums">
        {linkHistory(link, clock)}
        {link.giver.isMe ? null : ` · made by ${link.giver.name}`}
      </p>
    </div>
  )
}
