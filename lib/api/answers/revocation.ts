import { z } from 'zod'
import type { RevokeAnswer } from '../../sharing/revoke-answer'

const count = (description: string) => z.int().meta({ description })

export const revocation = z
  .object({
    grants: count('Grants to people and groups that were taken away. What was revoked before is not counted.'),
    links: count('Links that open nothing any more.'),
    tokens: count('Agent tokens. People revoke them; agents cannot.'),
    urls: count('URLs that were named one by one.'),
    urlsKilled: count('Issued URLs that no longer answer.'),
    urlsPending: count('Issued URLs that a job still kills, because the file is large or the store does not answer.'),
    urlsEnding: count('Issued URLs that end by themselves within a minute, where CloudFront hands files out.'),
    seconds: z.number(),
  })
  .meta({ id: 'Revocation' })

export function toRevocation(answer: RevokeAnswer): z.output<typeof revocation> {
  const { grants, links, tokens, urls, urlsKilled, urlsPending, urlsEnding, seconds } = answer
  return { grants, links, tokens, urls, urlsKilled, urlsPending, urlsEnding, seconds }
}
