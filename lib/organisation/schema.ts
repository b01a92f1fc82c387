import { z } from 'zod'

/** What pages and mail for people outside call the organisation. */
export const MAX_ORGANISATION_NAME = 80

export const organisationInput = z.object({
  name: z
    .string({ error: 'Type a name.' })
    .transform((name) =>
      name
        .toWellFormed()
        .replace(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/gu, '')
        .trim(),
    )
    .pipe(z.string().max(MAX_ORGANISATION_NAME, `The name has at most ${MAX_ORGANISATION_NAME} characters.`)),
})
export type OrganisationInput = z.output<typeof organisationInput>
