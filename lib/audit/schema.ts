import { z } from 'zod'

// Client-safe: what the audit page and the server say to each other.

/** Ten years; whoever wants longer keeps it for ever. */
export const MOST_DAYS = 3650

const days = z
  .number()
  .int('Type whole days.')
  .min(1, 'The shortest time is one day.')
  .max(MOST_DAYS, `The longest time is ${MOST_DAYS} days; leave it empty to keep it for ever.`)
  .nullable()

/** Days that personal data beside audit rows, and addresses in the ledger, are kept. Null: for ever. */
export const retentionInput = z.object({ auditDays: days, ledgerDays: days })
export type Retention = z.output<typeof retentionInput>
