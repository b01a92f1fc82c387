import { PasswordInput } from '@/components/auth/password-input'
import { Checkbox } from '@/components/ui/checkbox'
import { cn } from '@/components/ui/cn'
import { Field } from '@/components/ui/field'
import { fieldStyle, Input } from '@/components/ui/input'
import { MAX_MESSAGE, MAX_SUBJECT } from '@/lib/mailings/limits'
import type { Delivery, MailTerms } from '@/lib/mailings/schema'
import { MAX_LINK_PASSWORD, MIN_LINK_PASSWORD } from '@/lib/sharing/links/limits'
import { DeliveryField } from './delivery-field'
import { LifeField } from './life-field'
import { livesOf, longestOf, needsCode, usualSubject, type MailValues } from './mail-values'

type FieldsProps = { terms: MailTerms; values: MailValues; onChange: (values: MailValues) => void }

export function MailFields({ terms, values, onChange }: FieldsProps) {
  const set = (change: Partial<MailValues>) => onChange({ ...values, ...change })
  const deliver = (delivery: Delivery) => {
    const longest = longestOf(terms, delivery)
    const life = values.life !== 'moment' && Number(values.life) > longest ? String(longest) : values.life
    set({ delivery, life })
  }
  return (
    <>
      <Field label="Subject" hint="Empty: as shown.">
        {(wiring) => (
          <Input
            {...wiring}
            dir="auto"
            maxLength={MAX_SUBJECT}
            autoComplete="off"
            placeholder={usualSubject(
              terms.sender.name,
              terms.documents.map(({ name }) => name),
            )}
            value={values.subject}
            onChange={({ target }) => set({ subject: target.value })}
          />
        )}
      </Field>
      <Field label="Message" hint={leftOf(values.message)}>
        {(wiring) => (
          <textarea
            {...wiring}
            dir="auto"
            rows={4}
            maxLength={MAX_MESSAGE}
            className={cn(fieldStyle, 'py-2')}
            value={values.message}
            onChange={({ target }) => set({ message: target.value })}
          />
        )}
      </Field>
      <LifeField
        lives={livesOf(terms, values.delivery)}
        longest={longestOf(terms, values.delivery)}
        value={values}
        onChange={set}
      />
      {terms.directRefused === null ? <DeliveryField delivery={values.delivery} onChange={deliver} /> : null}
      {values.delivery === 'APP' ? <Gate {...{ terms, values, set }} /> : null}
    </>
  )
}

type GateProps = { terms: MailTerms; values: MailValues; set: (change: Partial<MailValues>) => void }

/** What stands before the document. A URL of the store can have none of it. */
function Gate({ terms, values, set }: GateProps) {
  const forced = needsCode(terms)
  return (
    <>
      <Checkbox
        checked={values.asksCode}
        disabled={forced && values.asksCode}
        hint={
          forced
            ? 'This organisation wants every recipient to prove their address.'
            : 'Of six digits, mailed to the recipient when they open the link: a message that was passed on opens nothing.'
        }
        onChange={({ target }) => set({ asksCode: target.checked })}
      >
        Ask for a one-time code
      </Checkbox>
      <Field label="Password" hint={passwordHint(terms, values)}>
        {(wiring) => (
          <PasswordInput
            {...wiring}
            autoComplete="new-password"
            minLength={MIN_LINK_PASSWORD}
            maxLength={MAX_LINK_PASSWORD}
            value={values.password}
            onChange={({ target }) => set({ password: target.value })}
          />
        )}
      </Field>
      <Checkbox
        checked={values.notifyOnOpen}
        hint="One mail for each recipient, when they open it for the first time."
        onChange={({ target }) => set({ notifyOnOpen: target.checked })}
      >
        Tell me when it is opened
      </Checkbox>
    </>
  )
}

function passwordHint({ gate }: MailTerms, { asksCode }: MailValues): string {
  const needed = gate === 'PASSWORD' || (gate === 'EITHER' && !asksCode)
  const rule = `At least ${MIN_LINK_PASSWORD} characters. Tell it to them another way.`
  return needed ? `This organisation wants one. ${rule}` : `Empty: none. ${rule}`
}

function leftOf(message: string): string {
  const left = MAX_MESSAGE - message.length
  return left > 300 ? 'Stands above the documents. No markup.' : `${left.toLocaleString('en')} characters left.`
}
