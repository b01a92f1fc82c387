import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import { db, type Db } from '../db'
import { makeAgent } from '../testing/agents'
import { PLAIN_TERMS, toPerson } from '../testing/cast'
import { linkTerms } from '../testing/links'
import { agentsShareOutside } from '../testing/operation'
import { makePerson } from '../testing/people'
import { makeReady } from '../testing/upload'
import { giveGrant } from './grants/give'
import { createLink } from './links/create'

afterEach(() => agentsShareOutside(false))

async function stage() {
  await agentsShareOutside(true)
  const [owner, other] = [await makePerson(), await makePerson()]
  const { documentId } = await makeReady(owner)
  const { principal: agent } = await makeAgent(owner)
  const shares = {
    'makes a link': () => createLink(agent, linkTerms(documentId)),
    'gives the document': () => giveGrant(agent, { documentId, grantee: toPerson(other), ...PLAIN_TERMS }),
  }
  return { documentId, agent, shares }
}

/** Runs `act` while an administrator has changed something and has not committed, and commits when it waits for that. */
async function during(change: (tx: Db) => Promise<unknown>, act: () => Promise<unknown>): Promise<unknown> {
  let acting: Promise<unknown> = Promise.resolve()
  await db().$transaction(async (tx) => {
    await change(tx)
    acting = act().catch((error: unknown) => error)
    await waiting()
  })
  return acting
}

async function waiting(): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    const [found] = await db().$queryRaw<{ count: number }[]>`
      SELECT count(*)::integer AS count FROM pg_stat_activity
      WHERE datname = current_database() AND wait_event_type = 'Lock'`
    if (found!.count > 0) return
    await pause(25)
  }
  throw new Error('Nobody waited.')
}

const waysInto = (documentId: string) => db().capability.count({ where: { documentId } })

test('who switches outside sharing by agents off is not overtaken by an agent', async () => {
  const { documentId, shares } = await stage()
  const off = (tx: Db) => tx.sharingPolicy.update({ where: { id: 1 }, data: { agentsShareOutside: false } })
  expect(await during(off, shares['makes a link'])).toMatchObject({ code: 'OUTSIDE_OFF' })
  expect(await waysInto(documentId)).toBe(0)
})

test.each(['makes a link', 'gives the document'] as const)(
  'who revokes a token is not overtaken by its agent that %s',
  async (share) => {
    const { documentId, agent, shares } = await stage()
    const revoked = (tx: Db) =>
      tx.agentToken.update({ where: { id: agent.tokenId }, data: { revokedAt: new Date() }, select: { id: true } })
    expect(await during(revoked, shares[share])).toMatchObject({ code: 'BAD_TOKEN' })
    expect(await waysInto(documentId)).toBe(0)
  },
)
