import 'server-only'
import { record } from '../audit/record'
import type { UserPrincipal } from '../auth/principal'
import { db } from '../db'
import { changing, type Change } from '../sharing/policy/change'
import type { PolicyChanged, PolicyEffect } from '../sharing/policy/schema'
import type { MailPolicy, MailPolicyInput } from './policy-schema'
import { directRefusedBecause, readMailRules } from './rules'

/** What the organisation allows of sending by mail. For administrators; who asks has been asked. */
export async function readMailPolicy(): Promise<MailPolicy> {
  const rules = await readMailRules(db())
  const { directAllowed, longestMailSeconds } = rules
  return { directAllowed, longestMailSeconds, directRefused: directRefusedBecause({ ...rules, directAllowed: true }) }
}

/** What saving this would do. Nothing is changed. */
export function previewMailPolicy(policy: MailPolicyInput): Promise<PolicyEffect> {
  return changing(save(policy)).preview()
}

/** Makes it the policy from now on. Signed URLs that were sent and are not allowed any more are dead when this answers. */
export function saveMailPolicy(principal: UserPrincipal, policy: MailPolicyInput): Promise<PolicyChanged> {
  return changing(save(policy, principal)).make(principal)
}

function save(policy: MailPolicyInput, actor?: UserPrincipal): Change {
  return async (tx) => {
    const select = { directAllowed: true, longestMailSeconds: true } as const
    const before = await tx.sharingPolicy.findUniqueOrThrow({ where: { id: 1 }, select })
    await tx.sharingPolicy.update({ where: { id: 1 }, data: policy, select: { id: true } })
    const details = Object.fromEntries(
      (Object.keys(select) as (keyof typeof select)[]).flatMap((key): [string, boolean | number][] =>
        before[key] === policy[key]
          ? []
          : [
              [key, policy[key]],
              [`${key}.before`, before[key]],
            ],
      ),
    )
    if (actor && Object.keys(details).length > 0) await record(tx, { action: 'sharing.policy-changed', actor, details })
  }
}
