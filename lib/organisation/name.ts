import 'server-only'
import { record } from '../audit/record'
import type { Principal } from '../auth/principal'
import { db, type Db } from '../db'
import type { OrganisationInput } from './schema'

const PRODUCT = 'Countersign'

/** As administrators typed it; empty where they have not. */
export async function readOrganisation(): Promise<OrganisationInput> {
  return db().organisation.findUniqueOrThrow({ where: { id: 1 }, select: { name: true } })
}

/** What people outside read: the organisation’s name, or the product’s while it has none. */
export async function organisationName(tx: Db = db()): Promise<string> {
  const { name } = await tx.organisation.findUniqueOrThrow({ where: { id: 1 }, select: { name: true } })
  return name || PRODUCT
}

/** For administrators; who asks has been asked. */
export async function renameOrganisation(actor: Principal, { name }: OrganisationInput): Promise<void> {
  await db().$transaction(async (tx) => {
    const { count } = await tx.organisation.updateMany({ where: { id: 1, name: { not: name } }, data: { name } })
    if (count > 0) await record(tx, { action: 'organisation.renamed', actor, details: { name } })
  })
}
