'use client'
import { Tabs } from 'radix-ui'
import type { ReactNode } from 'react'
import { useLiveStatus } from '@/components/live/live-provider'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Notice } from '@/components/ui/notice'
import { panelFootStyle } from '@/components/ui/panel'
import { GrantsSection } from './grants-section'
import { LinkSection } from './link-section'
import { WaysSection } from './ways-section'

type ShareProps = { document: { id: string; name: string }; start?: 'share' | 'ways'; onClose: () => void }

/** Everything about who gets into one document: whom it is given to, its links, and all of it as one list. */
export function ShareDialog({ document: { id, name }, start = 'share', onClose }: ShareProps) {
  const isGone = useLiveStatus(id) === null
  return (
    <Dialog open onOpenChange={onClose} wide title={`Share “${name}”`}>
      {isGone ? (
        <Notice tone="amber">
          “{name}” was deleted, or you may not open it any more. Nothing can be changed here; close this and look at
          your documents.
        </Notice>
      ) : null}
      <Tabs.Root defaultValue={start} className="grid grid-cols-1 gap-4">
        <Tabs.List aria-label="Sharing" className="flex gap-5 border-b border-line">
          <Tab value="share">Share</Tab>
          <Tab value="ways">Who can open this?</Tab>
        </Tabs.List>
        {/* What was typed stays while somebody looks at the other tab, and when the document goes. */}
        <Pane value="share" inert={isGone}>
          <GrantsSection documentId={id} />
          <div className="border-t border-line pt-5">
            <LinkSection documentId={id} />
          </div>
        </Pane>
        {/* Read anew each time it is looked at. */}
        <Tabs.Content value="ways" inert={isGone} className="outline-none">
          <WaysSection documentId={id} />
        </Tabs.Content>
      </Tabs.Root>
      <div className={panelFootStyle}>
        <Button onClick={onClose}>Done</Button>
      </div>
    </Dialog>
  )
}

function Tab({ value, children }: { value: string; children: ReactNode }) {
  return (
    <Tabs.Trigger
      value={value}
      className="-mb-px min-h-9 border-b-2 border-transparent font-medium text-ink-2 data-[state=active]:border-seal data-[state=active]:text-ink pointer-coarse:min-h-11"
    >
      {children}
    </Tabs.Trigger>
  )
}

function Pane({ value, inert, children }: { value: string; inert: boolean; children: ReactNode }) {
  return (
    <Tabs.Content
      value={value}
      forceMount
      inert={inert}
      className="grid grid-cols-1 gap-5 outline-none data-[state=inactive]:hidden"
    >
      {children}
    </Tabs.Content>
  )
}
