'use client'
import { useState, type FormEvent } from 'react'
import { createAgentToken } from '@/app/(workspace)/account/token-actions'
import { useAction } from '@/components/notices/use-action'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Notice } from '@/components/ui/notice'
import { panelFootStyle } from '@/components/ui/panel'
import { MAX_TOKEN_NAME } from '@/lib/agents/limits'
import type { AgentTerms, MadeAgentToken } from '@/lib/agents/schema'
import type { Scope } from '@/lib/auth/scopes'
import { LifeField } from './life-field'
import { MadeToken } from './made-token'
import { ReachField } from './reach-field'
import { ScopesField } from './scopes-field'
import { newTokenValues, tokenInput } from './token-values'

type Props = { terms: AgentTerms; offered: readonly Scope[]; onMade: () => void; onClose: () => void }

/** Makes a token, and shows it the only time it can be seen. */
export function NewTokenDialog({ terms, offered, onMade, onClose }: Props) {
  const [made, setMade] = useState<MadeAgentToken | null>(null)
  const done = (token: MadeAgentToken) => {
    setMade(token)
    onMade()
  }
  return (
    <Dialog
      open
      onOpenChange={onClose}
      wide={!made}
      title={made ? 'Copy the token now' : 'New agent token'}
      description={
        made
          ? 'It is not shown again: only its digest is kept. Whoever has it can act in your name.'
          : 'Lets software act in your name, in what you choose here and never beyond what you may yourself.'
      }
    >
      {made ? (
        <MadeToken token={made.token} onDone={onClose} />
      ) : (
        <NewTokenForm {...{ terms, offered, onClose }} onMade={done} />
      )}
    </Dialog>
  )
}

type FormProps = Omit<Props, 'onMade'> & { onMade: (made: MadeAgentToken) => void }

function NewTokenForm({ terms: { longestDays }, offered, onMade, onClose }: FormProps) {
  const [values, setValues] = useState(() => newTokenValues(longestDays))
  const { run, busy, error } = useAction()
  const make = (event: FormEvent) => {
    event.preventDefault()
    void run(() => createAgentToken(tokenInput(values)), onMade)
  }
  return (
    <form className="grid grid-cols-1 gap-4" onSubmit={make}>
      <Field label="Name" hint="What will use it, such as “nightly import”.">
        {(wiring) => (
          <Input
            {...wiring}
            dir="auto"
            autoComplete="off"
            required
            maxLength={MAX_TOKEN_NAME}
            value={values.name}
            onChange={({ target }) => setValues({ ...values, name: target.value })}
          />
        )}
      </Field>
      <ScopesField offered={offered} chosen={values.scopes} onChange={(scopes) => setValues({ ...values, scopes })} />
      <ReachField documents={values.documents} onChange={(documents) => setValues({ ...values, documents })} />
      <LifeField longestDays={longestDays} value={values} onChange={(life) => setValues({ ...values, ...life })} />
      {error ? <Notice tone="red">{error}</Notice> : null}
      <div className={panelFootStyle}>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" tone="seal" aria-busy={busy}>
          Make token
        </Button>
      </div>
    </form>
  )
}
