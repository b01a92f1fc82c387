import 'server-only'
import { record } from '../../audit/record'
import type { UserPrincipal } from '../../auth/principal'
import { db, type Db } from '../../db'
import { env } from '../../env'
import { changing, type Change } from './change'
import type { Policy, PolicyChanged, PolicyEffect, PolicyInput } from './schema'

const select = {
  linksAllowed: true,
  linkGate: true,
  longestLinkDays: true,
  allowedDomains: true,
  urlSeconds: true,
  longestUrlSeconds: true,
  agentsShareOutside: true,
  longestAgentDays: true,
} as const

/** The organisation's policy. For administrators; who asks has been asked. */
export async function readPolicy(): Promise<Policy> {
  const { frozenAt, ...policy } = await db().sharingPolicy.findUniqueOrThrow({
    where: { id: 1 },
    select: { ...select, frozenAt: true },
  })
  return { ...policy, frozenAt: frozenAt?.toISOString() ?? null, serverUrlSeconds: env().DOWNLOAD_URL_TTL }
}

/** What saving this would do. Nothing is changed. */
export async function previewPolicy(policy: PolicyInput): Promise<PolicyEffect> {
  return changing(save(policy)).preview()
}

/** Makes it the policy from now on. URLs that were handed out by links or to agents which it stops are dead when this answers. */
export async function savePolicy(principal: UserPrincipal, policy: PolicyInput): Promise<PolicyChanged> {
  return changing(save(policy, principal)).make(principal)
}

/** Freezes or unfreezes all sharing with people outside: frozen, no link opens anything, whoever gave it. */
export async function previewFreeze(frozen: boolean): Promise<PolicyEffect> {
  return changing(freeze(frozen)).preview()
}

/** See previewFreeze(). Freezing what is frozen changes nothing. */
export async function setFrozen(principal: UserPrincipal, frozen: boolean): Promise<PolicyChanged> {
  return changing(freeze(frozen, principal)).make(principal)
}

function save(policy: PolicyInput, actor?: UserPrincipal): Change {
  return async (tx) => {
    const before = await tx.sharingPolicy.findUniqueOrThrow({ where: { id: 1 }, select })
    await tx.sharingPolicy.update({ where: { id: 1 }, data: policy, select: { id: true } })
    const details = differences(before, policy)
    if (actor && Object.keys(details).length > 0) {
      await record(tx, { action: 'sharing.policy-changed', actor, details })
    }
  }
}

function freeze(frozen: boolean, actor?: UserPrincipal): Change {
  return async (tx: Db) => {
    const { count } = await tx.sharingPolicy.updateMany({
      where: { id: 1, frozenAt: frozen ? null : { not: null } },
      data: { frozenAt: frozen ? new Date() : null },
    })
    if (count > 0 && actor) await record(tx, { action: frozen ? 'sharing.frozen' : 'sharing.unfrozen', actor })
  }
}

type Detail = string | number | boolean | null

/** Old and new of what differs, as `linkGate` and `linkGate.before`. */
function differences(before: PolicyInput, after: PolicyInput): Record<string, Detail> {
  const flat = (value: Detail | string[]): Detail => (Array.isArray(value) ? value.join(' ') : value)
  const keys = Object.keys(select) as (keyof typeof select)[]
  const pairs = keys.flatMap((key) => {
    const [old, now] = [flat(before[key]), flat(after[key])]
    return old === now
      ? []
      : ([
          [key, now],
          [`${key}.before`, old],
        ] as const)
  })
  return Object.fromEntries(pairs)
}
