import { Checkbox } from '@/components/ui/checkbox'
import type { Scope } from '@/lib/auth/scopes'
import { SCOPE_WORDS } from './token-words'

type Props = { offered: readonly Scope[]; chosen: readonly Scope[]; onChange: (scopes: Scope[]) => void }

/** What the token may do, each with a sentence. */
export function ScopesField({ offered, chosen, onChange }: Props) {
  return (
    <fieldset className="grid gap-2.5">
      <legend className="mb-2 text-s font-medium">What it may do</legend>
      {offered.map((scope) => (
        <Checkbox
          key={scope}
          checked={chosen.includes(scope)}
          onChange={({ target }) =>
            onChange(target.checked ? [...chosen, scope] : chosen.filter((one) => one !== scope))
          }
          hint={
            <>
              <code>{scope}</code>: {SCOPE_WORDS[scope].means}
            </>
          }
        >
          {SCOPE_WORDS[scope].name}
        </Checkbox>
      ))}
    </fieldset>
  )
}
