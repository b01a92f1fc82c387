import { z } from 'zod'
import { auditQuery } from '../../audit/query'
import { auditEvent } from '../answers/audit-event'
import { nextCursor } from '../answers/parts'
import { contract } from '../contract'
import { pageQuery } from '../document-schema'

const tag = 'Audit'
const ADMINISTRATORS =
  'For administrators and their agents. A token that is bound to documents reads the rows about these documents alone.'

export const listAudit = contract({
  id: 'listAudit',
  method: 'GET',
  path: '/audit',
  scope: 'audit:read',
  tag,
  summary: 'What happened',
  description: ADMINISTRATORS,
  query: auditQuery.extend({
    limit: pageQuery.limit,
    cursor: z
      .string()
      .regex(/^\d{1,14}\.\d{1,18}$/, 'That is not a cursor of this list.')
      .optional(),
  }),
  answers: {
    200: { description: 'A page of it, newest first.', body: z.object({ events: z.array(auditEvent), nextCursor }) },
  },
  errors: ['NOT_ALLOWED'],
})

export const exportAudit = contract({
  id: 'exportAudit',
  method: 'GET',
  path: '/audit/export',
  scope: 'audit:read',
  tag,
  summary: 'All that happened, as a file',
  description: `${ADMINISTRATORS} NDJSON has an event of GET /audit on each line. The export is a row of the audit itself.`,
  query: auditQuery.extend({
    format: z.enum(['ndjson', 'csv'], { error: 'The format is ndjson or csv.' }).default('ndjson'),
  }),
  answers: {
    200: {
      description: 'The file, newest first; with `format=csv` text/csv.',
      types: ['application/x-ndjson', 'text/csv'],
    },
  },
  errors: ['NOT_ALLOWED'],
})
