'use client'
import type { FormEvent } from 'react'
import { previewMailPolicy, saveMailPolicy } from '@/app/(workspace)/settings/sharing/mail-actions'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { formText } from '@/components/ui/form-text'
import { Notice } from '@/components/ui/notice'
import { Select } from '@/components/ui/select'
import type { MailPolicy, MailPolicyInput } from '@/lib/mailings/policy-schema'
import { usePolicyChange } from './use-policy-change'
import { WholeInput } from './whole-input'

const HOUR_SECONDS = 3600

/** What may be sent by mail. What saving would stop is shown before it is saved. */
export function MailPolicySection({ policy }: { policy: MailPolicy }) {
  const { ask, busy, error, said, dialog } = usePolicyChange({
    what: 'mail policy',
    preview: previewMailPolicy,
    save: saveMailPolicy,
  })
  const preview = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    ask(policyOf(new FormData(event.currentTarget)))
  }
  return (
    <section aria-labelledby="mail-policy" className="mt-10 border-t border-line pt-8">
      <h2 id="mail-policy" className="mb-2 text-l font-semibold">
        Mail
      </h2>
      <p className="mb-6 max-w-[66ch] text-ink-2">What people may send by mail, on top of what holds for every link.</p>
      <form className="grid max-w-xl gap-5" noValidate onSubmit={preview}>
        {error ? <Notice tone="red">{error}</Notice> : null}
        <Field label="Longest life of what is sent" hint="Up to 168 hours, a week: the store signs nothing for longer.">
          {(wiring) => (
            <WholeInput
              {...wiring}
              name="hours"
              defaultValue={policy.longestMailSeconds / HOUR_SECONDS}
              placeholder="168"
              unit="hours"
            />
          )}
        </Field>
        <Field label="The store’s URL in the message" hint={directHint(policy)}>
          {(wiring) => (
            <Select {...wiring} name="directAllowed" defaultValue={policy.directAllowed ? 'on' : 'off'}>
              <option value="off">Not allowed</option>
              <option value="on">Allowed</option>
            </Select>
          )}
        </Field>
        <div className="flex flex-wrap items-center gap-3">
          <Button type="submit" tone="seal" aria-busy={busy}>
            Save mail policy…
          </Button>
          <span role="status" className="text-s text-ink-2">
            {said}
          </span>
        </div>
      </form>
      {dialog}
    </section>
  )
}

function directHint({ directRefused }: MailPolicy): string {
  const means =
    'Whoever has such a message has the file until it ends: nothing is asked, and nobody sees who opened it. Revoking deletes the copy that it leads to.'
  return directRefused ? `${means} ${directRefused}` : means
}

/** Whether that can be a policy is judged by the server; what is no number is one that no policy takes. */
function policyOf(form: FormData): MailPolicyInput {
  const hours = Number(formText(form, 'hours').trim() || Number.NaN)
  return {
    directAllowed: formText(form, 'directAllowed') === 'on',
    longestMailSeconds: Number.isFinite(hours) ? Math.round(hours * HOUR_SECONDS) : 0,
  }
}
