/** Bytes. It is in the database and on every page of a link. */
export const MAX_LOGO_BYTES = 100_000

/** Pixels, of either side. */
export const MAX_LOGO_SIDE = 1024

/** Never SVG, which may carry script. */
export const LOGO_TYPES = ['image/png', 'image/jpeg', 'image/webp'] as const
export type LogoType = (typeof LOGO_TYPES)[number]

/** Its characters, as base64 with padding. */
export const MAX_LOGO_BASE64 = Math.ceil(MAX_LOGO_BYTES / 3) * 4

export const LOGO_TOO_LARGE = 'The file is too large. A logo has at most 100 KB.'
