'use client'
import Form from 'next/form'
import Link from 'next/link'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { AUDIT_PATH, type AuditQuery } from './audit-row'

type Props = {
  query: AuditQuery
  /** What stands in the fields for an id that the address has. */
  names: { who: string | null; document: string | null }
  actions: readonly (readonly [value: string, label: string])[]
}

/** A form that changes the address: a filtered page can be kept, sent on and gone back to. */
export function AuditFilter({ query, names, actions }: Props) {
  return (
    <Form
      action={AUDIT_PATH}
      aria-label="Filter"
      className="mb-4 grid grid-cols-2 items-end gap-3 md:flex md:flex-wrap"
      // What was typed is of the page before when a link has changed the filter.
      key={JSON.stringify(query)}
    >
      <ByName label="Who" name="who" placeholder="Name or email" id={query.who} shown={names.who} />
      <ByName label="Document" name="document" placeholder="Name" id={query.document} shown={names.document} />
      <div className="col-span-2 md:w-44">
        <Field label="What">
          {(wiring) => (
            <Select {...wiring} name="action" defaultValue={query.action ?? ''} className="w-full">
              <option value="">Everything</option>
              {actions.map(([value, label]) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </Select>
          )}
        </Field>
      </div>
      <Field label="From">
        {(wiring) => <Input {...wiring} type="date" name="from" defaultValue={query.from} className="md:w-36" />}
      </Field>
      <Field label="To">
        {(wiring) => <Input {...wiring} type="date" name="to" defaultValue={query.to} className="md:w-36" />}
      </Field>
      <div className="col-span-2 flex gap-2">
        <Button type="submit">Filter</Button>
        {Object.keys(query).length > 0 ? (
          <Button tone="ghost" asChild>
            <Link href={AUDIT_PATH}>Clear</Link>
          </Button>
        ) : null}
      </div>
    </Form>
  )
}

type ByNameProps = { label: string; name: string; placeholder: string; id: string | undefined; shown: string | null }

function ByName({ label, name, placeholder, id, shown }: ByNameProps) {
  return (
    <div className="min-w-0 md:w-40">
      <Field label={label}>
        {(wiring) => (
          <Input
            {...wiring}
            name={name}
            placeholder={placeholder}
            autoComplete="off"
            defaultValue={shown ?? id ?? ''}
          />
        )}
      </Field>
    </div>
  )
}
