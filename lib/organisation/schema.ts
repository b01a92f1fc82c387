import { z } from 'zod'
import { LOGO_TOO_LARGE, MAX_LOGO_BASE64 } from './logo-limits'

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

/** The file itself. Its length is looked at before anything is decoded. */
export const logoInput = z.object({
  image: z
    .string({ error: 'Choose a file.' })
    .min(1, 'The file is empty. Choose another.')
    .max(MAX_LOGO_BASE64, LOGO_TOO_LARGE)
    .pipe(z.base64({ error: 'The file did not arrive whole. Choose it again.' })),
})
export type LogoInput = z.output<typeof logoInput>
