import type { RevocationEffect } from '@/lib/sharing/bulk/schema'
import type { PolicyEffect } from '@/lib/sharing/policy/schema'

const count = (n: number, one: string, many = `${one}s`) => `${n.toLocaleString('en')} ${n === 1 ? one : many}`

type Taken = Pick<RevocationEffect, 'grants' | 'links' | 'tokens' | 'urls'>

/** “2 grants, 1 link and 3 URLs” */
export function takenWords({ grants, links, tokens, urls }: Taken): string {
  const parts = [
    grants > 0 && count(grants, 'grant'),
    links > 0 && count(links, 'link'),
    tokens > 0 && count(tokens, 'agent token'),
    urls > 0 && count(urls, 'URL'),
  ].filter((part) => part !== false)
  return listed(parts)
}

/** What a revocation would do, a sentence each. */
export function effectSentences(effect: RevocationEffect): string[] {
  const { tokens, people, documents, keep, keepNames, linksStopping, urlsKilled } = effect
  return [
    `${takenWords(effect)} will be revoked.`,
    people > 0
      ? `${count(people, 'person loses', 'people lose')} access to ${count(documents, 'document')}.`
      : effect.grants > 0
        ? 'Nobody loses access to a document.'
        : '',
    linksStopping > 0
      ? `${count(linksStopping, 'other link stops', 'other links stop')}, because the giver may no longer share.`
      : '',
    tokens > 0 ? 'What an agent shared with its token stays: it is the act of the person it belongs to.' : '',
    urlsKilled > 0
      ? `${count(urlsKilled, 'living URL is', 'living URLs are')} killed at once.`
      : 'No living URL has to be killed.',
    keep > 0
      ? `${keepers(keepNames, keep)} ${keep === 1 ? 'keeps' : 'keep'} another right and can still open what they lose here.`
      : '',
  ].filter((sentence) => sentence !== '')
}

/** What a change of the policy would do to links that stand, and to agent tokens. */
export function policySentences(effect: PolicyEffect): string[] {
  const { stops, revives, tokensStop, tokenNames, tokensRevive, urlsKilled } = effect
  return [
    stops > 0 ? `${count(stops, 'link stops', 'links stop')} opening anything.` : 'No link stops.',
    revives > 0 ? `${count(revives, 'link opens', 'links open')} again.` : '',
    tokensStop > 0
      ? `${count(tokensStop, 'agent token ends', 'agent tokens end')} at once: ${keepers(tokenNames, tokensStop)}.`
      : '',
    tokensRevive > 0
      ? `${count(tokensRevive, 'agent token that had ended works', 'agent tokens that had ended work')} again.`
      : '',
    urlsKilled > 0 ? `${count(urlsKilled, 'living URL is', 'living URLs are')} killed at once.` : '',
  ].filter((sentence) => sentence !== '')
}

/** “3 links stopped, 2 issued URLs killed in 0.4 s.” */
export function policyDone(done: PolicyEffect & { urlsPending: number; seconds: number }): string {
  const { stops, revives, tokensStop, tokensRevive, urlsKilled, urlsPending, seconds } = done
  const parts = [
    stops > 0 && `${count(stops, 'link')} stopped`,
    revives > 0 && `${count(revives, 'link')} opened again`,
    tokensStop > 0 && `${count(tokensStop, 'agent token')} ended`,
    tokensRevive > 0 && `${count(tokensRevive, 'agent token')} working again`,
    urlsKilled > 0 && `${count(urlsKilled, 'issued URL')} killed in ${seconds.toFixed(1)} s`,
    urlsPending > 0 && `${count(urlsPending, 'more is', 'more are')} being killed`,
  ].filter((part) => part !== false)
  return parts.length > 0 ? `${parts.join(', ')}.` : 'No link had to stop.'
}

function keepers(names: readonly string[], all: number): string {
  const more = all - names.length
  return listed(more > 0 ? [...names, count(more, 'other')] : [...names])
}

function listed(parts: readonly string[]): string {
  if (parts.length < 2) return parts[0] ?? ''
  return `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`
}
