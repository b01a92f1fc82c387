import { z } from 'zod'
import { LONGEST_AGENT_DAYS } from '../../agents/limits'

// What the organisation allows of sharing with people outside, and of software that acts for people.

export const LINK_GATES = ['NONE', 'EITHER', 'PASSWORD', 'RECIPIENTS'] as const

export const LONGEST_LINK_DAYS = 3650
export const LONGEST_DEFAULT_URL_SECONDS = 3600
/** A day: a URL that was handed out dies by revocation or by age, and this is the age. */
export const LONGEST_URL_SECONDS = 86_400
const MOST_DOMAINS = 100

const whole = (least: number, most: number, message: string) =>
  z.number({ error: message }).int(message).min(least, message).max(most, message)

/** RFC 1035 and 1123: labels of letters, digits and hyphens; RFC 3492 for others, as `xn--…`. */
const DOMAIN = /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])$/

const domain = z
  .string()
  .trim()
  .toLowerCase()
  .transform((text) => text.replace(/^@/, ''))
  .refine((text) => DOMAIN.test(text), { error: 'A domain looks like example.org.' })

export const policyInput = z
  .object({
    linksAllowed: z.boolean(),
    linkGate: z.enum(LINK_GATES),
    /** Null: no limit. */
    longestLinkDays: whole(1, LONGEST_LINK_DAYS, 'The longest life of a link is 1 to 3,650 days.').nullable(),
    /** When there are any, links need recipients of these domains. */
    allowedDomains: z
      .array(domain)
      .max(MOST_DOMAINS, 'At most 100 domains can be listed.')
      .transform((domains) => [...new Set(domains)].toSorted()),
    /** Seconds. Null: what the server's settings say. */
    urlSeconds: whole(
      1,
      LONGEST_DEFAULT_URL_SECONDS,
      'A download URL lives 1 to 3,600 seconds, or as the server says when this is empty.',
    ).nullable(),
    longestUrlSeconds: whole(1, LONGEST_URL_SECONDS, 'The longest life of a download URL is 1 to 86,400 seconds.'),
    /** Whether agents may make links and send mail to people outside. */
    agentsShareOutside: z.boolean(),
    longestAgentDays: whole(1, LONGEST_AGENT_DAYS, 'The longest life of an agent token is 1 to 3,650 days.'),
  })
  .refine(({ urlSeconds, longestUrlSeconds }) => urlSeconds === null || urlSeconds <= longestUrlSeconds, {
    path: ['longestUrlSeconds'],
    error: 'The longest life of a URL cannot be shorter than its usual life.',
  })
export type PolicyInput = z.output<typeof policyInput>

export type Policy = PolicyInput & {
  /** ISO 8601. While set, no link opens anything. */
  frozenAt: string | null
  /** Seconds that a URL lives where `urlSeconds` is null. */
  serverUrlSeconds: number
}

/** What a change of policy does to links that stand, to tokens and to URLs that live. */
export type PolicyEffect = {
  /** Links that open something now and would not any more. */
  stops: number
  /** Links that open nothing now and would again. */
  revives: number
  /** Agent tokens that speak now and would not any more, and the names of some of them. */
  tokensStop: number
  tokenNames: string[]
  /** Agent tokens that had ended by the policy and would speak again. */
  tokensRevive: number
  /** Living URLs that stop to answer. */
  urlsKilled: number
}

export type PolicyChanged = PolicyEffect & { urlsPending: number; seconds: number }
