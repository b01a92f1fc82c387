import { Field } from '@/components/ui/field'
import { Select } from '@/components/ui/select'
import type { Policy } from '@/lib/sharing/policy/schema'
import { WholeInput } from './whole-input'

/** What of the policy concerns software that acts for people. */
export function AgentFields({ policy }: { policy: Policy }) {
  return (
    <>
      <Field
        label="Agents may share outside"
        hint="If not, software can share with people and groups here, but makes no link and sends no mail. Links that it made before live on."
      >
        {(wiring) => (
          <Select {...wiring} name="agentsShareOutside" defaultValue={policy.agentsShareOutside ? 'on' : 'off'}>
            <option value="off">No</option>
            <option value="on">Yes</option>
          </Select>
        )}
      </Field>
      <Field
        label="Longest life of an agent token"
        hint="Counted from when it was made. Tokens that are older end when this is saved."
      >
        {(wiring) => (
          <WholeInput
            {...wiring}
            name="longestAgentDays"
            defaultValue={policy.longestAgentDays}
            placeholder="365"
            unit="days"
          />
        )}
      </Field>
    </>
  )
}
