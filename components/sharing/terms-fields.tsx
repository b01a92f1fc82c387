import { Checkbox } from '@/components/ui/checkbox'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { GRANT_ROLES, type GrantRole } from '@/lib/sharing/grants/roles'
import { dayOf } from './day'
import { GRANT_ROLE_WORDS } from './grantee-words'

/** Terms as they are typed: a day, not a moment. */
export type TypedTerms = { role: GrantRole; viewOnly: boolean; day: string }

type FieldsProps = {
  terms: TypedTerms
  mayGiveEditor: boolean
  /** Not where it stands beside the name already. */
  withRole?: boolean
  onChange: (terms: TypedTerms) => void
}

export function TermsFields({ terms, mayGiveEditor, withRole = true, onChange }: FieldsProps) {
  const isViewer = terms.role === 'VIEWER'
  return (
    <>
      <div className="grid grid-cols-2 items-start gap-3">
        {withRole ? (
          <Field label="Role" hint={mayGiveEditor ? null : 'The owner alone can add editors.'}>
            {(wiring) => (
              <RoleSelect
                {...wiring}
                role={terms.role}
                mayGiveEditor={mayGiveEditor}
                className="w-full"
                onRole={(role) => onChange({ ...terms, role, viewOnly: terms.viewOnly && role === 'VIEWER' })}
              />
            )}
          </Field>
        ) : null}
        <Field label="Ends" hint="At the end of that day. Empty: no end.">
          {(wiring) => (
            <Input
              {...wiring}
              type="date"
              min={dayOf(new Date().toISOString())}
              max="9998-12-31"
              value={terms.day}
              onChange={({ target }) => onChange({ ...terms, day: target.value })}
            />
          )}
        </Field>
      </div>
      <Checkbox
        role="switch"
        aria-checked={terms.viewOnly}
        checked={terms.viewOnly}
        disabled={!isViewer}
        hint={
          isViewer
            ? 'No download button. What is on a screen can still be copied.'
            : 'Editors can read the whole file, so this is for viewers.'
        }
        onChange={({ target }) => onChange({ ...terms, viewOnly: target.checked })}
      >
        View only
      </Checkbox>
    </>
  )
}

type RoleSelectProps = {
  role: GrantRole
  mayGiveEditor: boolean
  disabled?: boolean
  className?: string
  onRole: (role: GrantRole) => void
  'aria-label'?: string
  id?: string
}

export function RoleSelect({ role, mayGiveEditor, onRole, ...props }: RoleSelectProps) {
  return (
    <Select {...props} value={role} onChange={({ target }) => onRole(target.value === 'EDITOR' ? 'EDITOR' : 'VIEWER')}>
      {GRANT_ROLES.map((one) => (
        <option key={one} value={one} disabled={one === 'EDITOR' && !mayGiveEditor && role !== 'EDITOR'}>
          {GRANT_ROLE_WORDS[one]}
        </option>
      ))}
    </Select>
  )
}
