import 'server-only'
import type { UserPrincipal } from '../../auth/principal'
import { db, type Db } from '../../db'
import { enforce } from '../../documents/enforce'
import { Prisma } from '../../generated/prisma/client'
import { administer } from '../../members/administer'
import type { PolicyChanged, PolicyEffect } from './schema'

/** Changes the row SharingPolicy, which is locked by then. */
export type Change = (tx: Db) => Promise<void>

/** Undoes a transaction that has told what was to be known. */
class Undo extends Error {}

/**
 * One change of the policy, to be looked at or to be made. A preview is the change itself, rolled back: what it tells is
 * what the rule in the database says, and not a second rule.
 */
export function changing(change: Change) {
  return {
    async preview(): Promise<PolicyEffect> {
      let effect: PolicyEffect | undefined
      try {
        await db().$transaction(async (tx) => {
          effect = (await measured(tx, change)).effect
          throw new Undo()
        })
      } catch (error) {
        if (!(error instanceof Undo)) throw error
      }
      return effect!
    },
    /** Throws NOT_ALLOWED for who is no administrator any more. */
    async make(principal: UserPrincipal): Promise<PolicyChanged> {
      const { effect, documentIds } = await administer(principal, (tx) => measured(tx, change))
      const { urlsKilled, urlsPending, urlsEnding, seconds } = await enforce({ documentIds })
      return { ...effect, urlsKilled, urlsPending: urlsPending + urlsEnding, seconds }
    },
  }
}

const LINKS = Prisma.sql`SELECT "capabilityId" AS id FROM "LinkStanding" WHERE state = 'LIVING'`
const TOKENS = Prisma.sql`SELECT id FROM "LivingAgentToken"`
const NAMES_SHOWN = 5

type Measured = { effect: PolicyEffect; documentIds: string[] }

/** Whoever mints by a link or an agent's token holds the row FOR SHARE: each such URL is counted here, or was made under the new policy. */
async function measured(tx: Db, change: Change): Promise<Measured> {
  await tx.$queryRaw`SELECT 1 FROM "SharingPolicy" FOR UPDATE`
  await tx.$executeRaw`CREATE TEMPORARY TABLE links_before ON COMMIT DROP AS ${LINKS}`
  await tx.$executeRaw`CREATE TEMPORARY TABLE tokens_before ON COMMIT DROP AS ${TOKENS}`
  await change(tx)
  const [links] = await tx.$queryRaw<{ stops: number; revives: number }[]>`
    WITH links_after AS MATERIALIZED (${LINKS})
    SELECT (SELECT count(*) FROM (SELECT id FROM links_before EXCEPT SELECT id FROM links_after) s)::integer AS stops,
           (SELECT count(*) FROM (SELECT id FROM links_after EXCEPT SELECT id FROM links_before) r)::integer AS revives`
  const urls = await tx.$queryRaw<{ documentId: string; dying: number }[]>`
    SELECT u."documentId", count(*) FILTER (WHERE NOT u."hasRight")::integer AS dying
    FROM "LivingUrl" u WHERE u."userId" IS NULL OR u."agentTokenId" IS NOT NULL GROUP BY u."documentId"`
  const urlsKilled = urls.reduce((sum, { dying }) => sum + dying, 0)
  const effect = { ...links!, ...(await tokensMeasured(tx)), urlsKilled }
  return { effect, documentIds: urls.map(({ documentId }) => documentId) }
}

async function tokensMeasured(tx: Db): Promise<Pick<PolicyEffect, 'tokensStop' | 'tokensRevive' | 'tokenNames'>> {
  const [tokens] = await tx.$queryRaw<{ tokensStop: number; tokensRevive: number; tokenNames: string[] }[]>`
    WITH tokens_after AS MATERIALIZED (${TOKENS}),
         stopped AS (SELECT id FROM tokens_before EXCEPT SELECT id FROM tokens_after)
    SELECT (SELECT count(*) FROM stopped)::integer AS "tokensStop",
           (SELECT count(*) FROM (SELECT id FROM tokens_after EXCEPT SELECT id FROM tokens_before) r)::integer AS "tokensRevive",
           ARRAY(SELECT t.name || ' (' || u.name || ')' FROM stopped
                 JOIN "AgentToken" t ON t.id = stopped.id JOIN "User" u ON u.id = t."userId"
                 ORDER BY t.name, t.id LIMIT ${NAMES_SHOWN}) AS "tokenNames"`
  return tokens!
}
