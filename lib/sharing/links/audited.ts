type Terms = {
  viewOnly: boolean
  password: boolean
  recipients: readonly string[]
  maxDownloads: number | null
  expiresAt: Date | null
}
type Details = Record<string, string | number | boolean | null>

/** A link's terms as the audit keeps them: of recipients their number, since a row is for ever and addresses are personal. */
export function auditedTerms({ viewOnly, password, recipients, maxDownloads, expiresAt }: Terms): Details {
  return {
    viewOnly,
    password,
    recipients: recipients.length,
    maxDownloads,
    expiresAt: expiresAt?.toISOString() ?? null,
  }
}

/** What a link was where it is different now, as `<term>.before`. The words say nothing of a null, so here it is `none`. */
export function auditedBefore(before: Terms, after: Terms): Details {
  const now = auditedTerms(after)
  const changed = Object.entries(auditedTerms(before)).filter(([term, value]) => value !== now[term])
  return Object.fromEntries(changed.map(([term, value]) => [`${term}.before`, value ?? 'none']))
}
