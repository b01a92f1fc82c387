/** What a revocation did. Of things that were revoked before, none are counted. */
export type RevokeAnswer = {
  /** Grants to persons and groups. */
  grants: number
  links: number
  /** URLs that were named one by one. */
  urls: number
  /** Issued URLs that no longer answer. */
  urlsKilled: number
  /** Issued URLs that a job still has to kill, because their object is large or the store does not answer. */
  urlsPending: number
  seconds: number
}

export const NOTHING_REVOKED: RevokeAnswer = { grants: 0, links: 0, urls: 0, urlsKilled: 0, urlsPending: 0, seconds: 0 }

const count = (n: number, one: string, many = `${one}s`) => `${n.toLocaleString('en')} ${n === 1 ? one : many}`

/** “3 links revoked, 2 issued URLs killed in 0.4 s” */
export function revokedSentence(answer: RevokeAnswer): string {
  const revoked = [
    answer.grants > 0 && count(answer.grants, 'grant'),
    answer.links > 0 && count(answer.links, 'link'),
    answer.urls > 0 && count(answer.urls, 'URL'),
  ].filter((part) => part !== false)
  const killed = `${count(answer.urlsKilled, 'issued URL')} killed in ${answer.seconds.toFixed(1)} s`
  const pending = answer.urlsPending > 0 && `${count(answer.urlsPending, 'more is', 'more are')} being killed`
  const what = revoked.length > 0 ? `${revoked.join(' and ')} revoked` : 'Nothing was left to revoke'
  return [what, killed, pending].filter((part) => part !== false).join(', ')
}
