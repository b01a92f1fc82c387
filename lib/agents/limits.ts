/** Living tokens of one person. A list that one person can still read, and more than anybody has machines. */
export const MAX_AGENT_TOKENS = 50

/** Documents that one token can be bound to. Who needs more shares a token that is bound to none. */
export const MAX_TOKEN_DOCUMENTS = 100

export const MAX_TOKEN_NAME = 100

/** What the organisation can choose as the longest life of a token: one day to ten years. */
export const LONGEST_AGENT_DAYS = 3650

/** What of the list of all tokens is shown. */
export const TOKEN_SHOWS = ['living', 'all'] as const
