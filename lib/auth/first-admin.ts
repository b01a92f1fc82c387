import 'server-only'
import { record } from '../audit/record'
import { db } from '../db'
import { weakness } from './password-policy'
import { hashPassword } from './passwords'

/** Any number, the same on every instance. */
const FIRST_ADMIN_LOCK = 4_206_150

/**
 * Makes the first administrator while there is nobody at all; later it does nothing and answers false. Throws an Error
 * that names the variable when the address or the password will not do.
 */
export async function ensureFirstAdmin(email: string, password: string): Promise<boolean> {
  if ((await db().user.count()) > 0) return false
  const address = email.trim().toLowerCase()
  if (!/^[^\s@]+@[^\s@]+$/.test(address)) throw new Error('ADMIN_EMAIL must be an email address.')
  const weak = weakness(password, [address])
  if (weak) throw new Error(`ADMIN_PASSWORD will not do: ${weak}`)
  const passwordHash = await hashPassword(password)
  return db().$transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(${FIRST_ADMIN_LOCK})`
    if ((await tx.user.count()) > 0) return false
    const name = address.split('@')[0] ?? address
    const { id } = await tx.user.create({
      data: { email: address, name, role: 'ADMIN', passwordHash },
      select: { id: true },
    })
    await record(tx, { action: 'member.joined', actor: null, subjectId: id, details: { role: 'ADMIN', first: true } })
    return true
  })
}
