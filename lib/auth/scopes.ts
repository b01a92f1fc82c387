// Client-safe: what an agent token may be for. A scope narrows what its person may and never adds to it.

export const SCOPES = ['documents:read', 'documents:write', 'shares:read', 'shares:write', 'audit:read'] as const
export type Scope = (typeof SCOPES)[number]
