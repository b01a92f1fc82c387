// Apart from the schema, so that a page which needs a number does not load a parser.

export const MAX_LABEL = 100
export const MAX_RECIPIENTS = 100
/** The token has 256 bits already: a password keeps out who got hold of the address, within a few tries. */
export const MIN_LINK_PASSWORD = 8
export const MAX_LINK_PASSWORD = 128
export const MAX_DOWNLOADS = 1_000_000

/** The states of a link, as its list says them. */
export const LINK_STATES = {
  LIVING: 'Active',
  USED_UP: 'Used up',
  ENDED: 'Ended',
  DISABLED: 'Disabled',
  FROZEN: 'Frozen',
  AGAINST_POLICY: 'Against policy',
  GIVER_MAY_NOT: 'Giver may not share',
} as const
