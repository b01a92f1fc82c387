import 'server-only'
import { env } from '../env'
import { shared } from '../shared'
import { sealKey, type SealKey } from './chain'

/** The key of this installation's seals. It comes from the environment and is never in the database. */
export function auditKey(): SealKey {
  return shared('audit-key', () => sealKey(env().AUDIT_KEY ?? env().NEXTAUTH_SECRET))
}
