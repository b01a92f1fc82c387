// What of the schema the pages need as values; the schema itself would bring its parser into the browser.

export const WAY_KINDS = ['USER', 'GROUP', 'LINK', 'AGENT', 'URL'] as const
export const WAY_SORTS = ['created', 'ends', 'used', 'document'] as const
export const USUAL_ORDER = { sort: 'created', direction: 'desc' } as const
