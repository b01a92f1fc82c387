'use client'
import type { FormEvent } from 'react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { Select } from '@/components/ui/select'
import { fieldStyle } from '@/components/ui/input'
import { cn } from '@/components/ui/cn'
import type { Policy, PolicyInput } from '@/lib/sharing/policy/schema'
import { AgentFields } from './policy-agent-fields'
import { policyOf } from './policy-fields'
import { WholeInput } from './whole-input'

type Props = {
  policy: Policy
  busy: boolean
  error: string | null
  saved: string
  onSave: (policy: PolicyInput) => void
}

const GATES = {
  NONE: 'Nothing',
  EITHER: 'A password or recipients',
  PASSWORD: 'A password',
  RECIPIENTS: 'Recipients, proved by a code',
} as const

export function PolicyForm({ policy, busy, error, saved, onSave }: Props) {
  const save = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    onSave(policyOf(new FormData(event.currentTarget)))
  }
  return (
    <form className="grid max-w-xl gap-5" noValidate onSubmit={save}>
      {error ? <Notice tone="red">{error}</Notice> : null}
      <Field label="Public links" hint="Off, no link opens anything, and none can be made.">
        {(wiring) => (
          <Select {...wiring} name="linksAllowed" defaultValue={policy.linksAllowed ? 'on' : 'off'}>
            <option value="on">On</option>
            <option value="off">Off</option>
          </Select>
        )}
      </Field>
      <Field label="Every link needs" hint="A link without it opens nothing.">
        {(wiring) => (
          <Select {...wiring} name="linkGate" defaultValue={policy.linkGate}>
            {Object.entries(GATES).map(([gate, words]) => (
              <option key={gate} value={gate}>
                {words}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field label="Longest life of a link" hint="Counted from when it was made or extended. Empty is no limit.">
        {(wiring) => (
          <WholeInput
            {...wiring}
            name="longestLinkDays"
            defaultValue={policy.longestLinkDays ?? ''}
            placeholder={'No limit'}
            unit="days"
          />
        )}
      </Field>
      <Field
        label="Allowed domains"
        hint="One on a line, such as example.org. With any, a link needs recipients, and only proved addresses of these domains get in."
      >
        {(wiring) => (
          <textarea
            {...wiring}
            name="allowedDomains"
            rows={4}
            spellCheck={false}
            placeholder="Any domain"
            defaultValue={policy.allowedDomains.join('\n')}
            className={cn(fieldStyle, 'py-2')}
          />
        )}
      </Field>
      <Field
        label="Life of a download URL"
        hint={`Empty is what the server says: ${policy.serverUrlSeconds} s. A longer life helps slow readers; every URL that lives when a right is taken away has to be killed by moving the file to another key.`}
      >
        {(wiring) => (
          <WholeInput
            {...wiring}
            name="urlSeconds"
            defaultValue={policy.urlSeconds ?? ''}
            placeholder={String(policy.serverUrlSeconds)}
            unit="seconds"
          />
        )}
      </Field>
      <Field
        label="Longest life of a download URL"
        hint="Nothing that is handed out lives longer, whatever asks for it."
      >
        {(wiring) => (
          <WholeInput
            {...wiring}
            name="longestUrlSeconds"
            defaultValue={policy.longestUrlSeconds ?? ''}
            placeholder={'3600'}
            unit="seconds"
          />
        )}
      </Field>
      <AgentFields policy={policy} />
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" tone="seal" aria-busy={busy}>
          Save policy…
        </Button>
        <span role="status" className="text-s text-ink-2">
          {saved}
        </span>
      </div>
    </form>
  )
}
