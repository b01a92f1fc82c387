import { LONGEST_CLOUDFRONT_SECONDS } from '../delivery/limits'

/** What a revocation did. Of things that were revoked before, none are counted. */
export type RevokeAnswer = {
  /** Grants to persons and groups. */
  grants: number
  links: number
  /** Agent tokens. What their agents gave stays: it is their persons' act. */
  tokens: number
  /** URLs that were named one by one. */
  urls: number
  /** Issued URLs that no longer answer. */
  urlsKilled: number
  /** Issued URLs that a job still has to kill, because their object is large or the store does not answer. */
  urlsPending: number
  /** Issued URLs that CloudFront answers until they end by themselves. */
  urlsEnding: number
  seconds: number
}

export const NOTHING_REVOKED: RevokeAnswer = {
  grants: 0,
  links: 0,
  tokens: 0,
  urls: 0,
  urlsKilled: 0,
  urlsPending: 0,
  urlsEnding: 0,
  seconds: 0,
}

const count = (n: number, one: string, many = `${one}s`) => `${n.toLocaleString('en')} ${n === 1 ? one : many}`

/** “3 links revoked, 2 issued URLs killed in 0.4 s” */
export function revokedSentence(answer: RevokeAnswer): string {
  const revoked = [
    answer.grants > 0 && count(answer.grants, 'grant'),
    answer.links > 0 && count(answer.links, 'link'),
    answer.tokens > 0 && count(answer.tokens, 'agent token'),
    answer.urls > 0 && count(answer.urls, 'URL'),
  ].filter((part) => part !== false)
  const { urlsKilled, urlsEnding, seconds } = answer
  const killed =
    (urlsKilled > 0 || urlsEnding === 0) && `${count(urlsKilled, 'issued URL')} killed in ${seconds.toFixed(1)} s`
  const ending =
    urlsEnding > 0 &&
    `${count(urlsEnding, 'issued URL ends', 'issued URLs end')} within ${LONGEST_CLOUDFRONT_SECONDS} s`
  const pending = answer.urlsPending > 0 && `${count(answer.urlsPending, 'more is', 'more are')} being killed`
  const what = revoked.length > 0 ? `${listed(revoked)} revoked` : 'Nothing was left to revoke'
  return [what, killed, ending, pending].filter((part) => part !== false).join(', ')
}

/** “2 grants, 1 link and 3 URLs” */
function listed(parts: readonly string[]): string {
  return parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`
}
