// Who may open a document, and what may be done about it.

export * from './grants'
export * from './links'
export * from './ways'
