import { PasswordInput } from '@/components/auth/password-input'
import { Checkbox } from '@/components/ui/checkbox'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { MAX_LABEL, MAX_LINK_PASSWORD, MIN_LINK_PASSWORD } from '@/lib/sharing/links/limits'
import type { LinkTerms } from '@/lib/sharing/links/schema'
import { LinkEndField } from './link-end-field'
import type { LinkValues } from './link-values'

type FieldsProps = {
  terms: LinkTerms
  values: LinkValues
  /** What an existing link has, where it matters for the words. */
  has?: { password: boolean; end: string }
  onChange: (values: LinkValues) => void
}

const NO_MAIL = 'Needs mail, which is not set up here (SMTP_URL).'

/** What a link asks for and allows. */
export function LinkFields({ terms, values, has, onChange }: FieldsProps) {
  const set = (change: Partial<LinkValues>) => onChange({ ...values, ...change })
  return (
    <>
      <Field label="Label" hint="For your own list. The recipient does not see it.">
        {(wiring) => (
          <Input
            {...wiring}
            dir="auto"
            maxLength={MAX_LABEL}
            autoComplete="off"
            value={values.label}
            onChange={({ target }) => set({ label: target.value })}
          />
        )}
      </Field>
      <LinkEndField terms={terms} value={values} onChange={set} {...(has ? { same: has.end } : {})} />
      <Recipients {...{ terms, values, set }} />
      <div className="grid grid-cols-2 items-start gap-3">
        <Password {...{ values, set }} hasOne={has?.password ?? false} />
        <Field label="Openings at most" hint="Empty: any number.">
          {(wiring) => (
            <Input
              {...wiring}
              type="number"
              inputMode="numeric"
              min={1}
              max={1_000_000}
              step={1}
              value={values.maxDownloads}
              onChange={({ target }) => set({ maxDownloads: target.value })}
            />
          )}
        </Field>
      </div>
      <Switches {...{ terms, values, set }} />
    </>
  )
}

type PartProps = { values: LinkValues; set: (change: Partial<LinkValues>) => void }

function Recipients({ terms, values, set }: PartProps & { terms: LinkTerms }) {
  const hint = terms.mail
    ? 'Addresses, or domains as @example.com. Each proves theirs by a code that is mailed. Empty: anyone with the link.'
    : NO_MAIL
  return (
    <Field label="Recipients" hint={hint}>
      {(wiring) => (
        <Input
          {...wiring}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          disabled={!terms.mail && values.recipients === ''}
          value={values.recipients}
          onChange={({ target }) => set({ recipients: target.value })}
        />
      )}
    </Field>
  )
}

function Password({ values, set, hasOne }: PartProps & { hasOne: boolean }) {
  return (
    <div className="grid gap-2">
      <Field
        label={hasOne ? 'New password' : 'Password'}
        hint={
          hasOne
            ? 'Empty: the one that it has.'
            : `At least ${MIN_LINK_PASSWORD} characters. Tell it apart from the link.`
        }
      >
        {(wiring) => (
          <PasswordInput
            {...wiring}
            autoComplete="new-password"
            minLength={MIN_LINK_PASSWORD}
            maxLength={MAX_LINK_PASSWORD}
            disabled={values.removePassword}
            value={values.password}
            onChange={({ target }) => set({ password: target.value })}
          />
        )}
      </Field>
      {hasOne ? (
        <Checkbox
          checked={values.removePassword}
          onChange={({ target }) => set({ removePassword: target.checked, password: '' })}
        >
          Take the password away
        </Checkbox>
      ) : null}
    </div>
  )
}

function Switches({ terms, values, set }: PartProps & { terms: LinkTerms }) {
  return (
    <>
      <Checkbox
        checked={values.viewOnly}
        disabled={!terms.opensInline && !values.viewOnly}
        hint={
          terms.opensInline
            ? 'Opens in the browser, without a download button. What is on a screen can still be copied.'
            : 'Browsers cannot show this kind of file, so it needs downloads.'
        }
        onChange={({ target }) => set({ viewOnly: target.checked })}
      >
        View only
      </Checkbox>
      <Checkbox
        checked={values.notifyOnOpen}
        disabled={!terms.mail && !values.notifyOnOpen}
        hint={terms.mail ? 'One mail, when it is opened for the first time.' : NO_MAIL}
        onChange={({ target }) => set({ notifyOnOpen: target.checked })}
      >
        Tell me when it is opened
      </Checkbox>
    </>
  )
}
