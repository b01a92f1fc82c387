import fc from 'fast-check'
import { afterAll, afterEach, expect, test } from 'vitest'
import { db } from '../db'
import { deleteDocument } from '../documents/delete'
import { enforce } from '../documents/enforce'
import { mint, mintLink } from '../documents/mint'
import { purgeDocument } from '../documents/purge'
import { rekey } from '../documents/rekey'
import { restoreDocument } from '../documents/restore'
import { sweep } from '../documents/sweep'
import { onFaultPoint } from '../fault-point'
import { headObject } from '../storage/objects'
import { makeAgent } from '../testing/agents'
import { makePerson } from '../testing/people'
import { replaceWith } from '../testing/replacement'
import { giveTo, makeLink } from '../testing/sharing'
import { beginOne, documentOf, sendForm } from '../testing/upload'
import { settle } from '../uploads/settle'
import { revoke } from './revoke'

// What happens to one document, in every order in which the steps between can be put. A scheduler holds each act at its
// fault points and lets them go on one at a time; the numbers come from a seed, so that a failure comes back.

const RUNS = 60
const SEED = 20261124
const BYTES = '%PDF-1.7 a contract'
/** As long, so that the size says nothing about which of the two is served. */
const NEWER = '%PDF-1.7 the signed'

const ACTS = [
  'settle',
  'owner mints',
  'reader mints',
  'visitor mints',
  'agent mints',
  'other agent mints',
  'revoke token',
  'revoke grant',
  'revoke link',
  'rekey',
  'replace',
  'revoke editor',
  'delete',
  'restore',
  'purge',
] as const
type Act = (typeof ACTS)[number]
const TWICE: Act[] = ['owner mints', 'reader mints', 'visitor mints', 'agent mints', 'rekey', 'replace']

afterEach(() => onFaultPoint(null))
afterAll(() => db().sharingPolicy.update({ where: { id: 1 }, data: { urlSeconds: null } }))

/** A refusal is an answer; anything else that an act throws is a failure of the test. */
const refused = (error: { code?: string }) => {
  if (!['NOT_FOUND', 'MOVING', 'CONFLICT'].includes(error.code ?? '')) throw error
}

/** `ready`: the document is so already, which is what a replacement needs. */
async function stage(ready: boolean) {
  await db().sharingPolicy.update({ where: { id: 1 }, data: { urlSeconds: 3600 } })
  const [owner, reader, editor] = [await makePerson(), await makePerson(), await makePerson()]
  const { documentId, uploadId, plan } = await beginOne(owner, BYTES.length)
  expect((await sendForm(plan, BYTES)).status).toBe(201)
  if (ready) expect(await settle(uploadId)).toBe('ready')
  const grant = await giveTo(reader, documentId, owner)
  const editing = await giveTo(editor, documentId, owner, { role: 'EDITOR' })
  const link = await makeLink(documentId, owner)
  const { principal: bound } = await makeAgent(owner, { documentIds: [documentId] })
  const { principal: unbound } = await makeAgent(reader)
  const acts: Record<Act, () => Promise<unknown>> = {
    settle: () => settle(uploadId),
    'owner mints': () => mint(owner, documentId),
    'reader mints': () => mint(reader, documentId),
    'visitor mints': () => mintLink(link.visit, { disposition: 'attachment' }),
    'agent mints': () => mint(bound, documentId),
    'other agent mints': () => mint(unbound, documentId),
    // The owner's: the reader's agent loses its right with the grant.
    'revoke token': () => revoke(owner, [{ kind: 'AGENT', id: bound.tokenId }]),
    'revoke grant': () => revoke(owner, [grant]),
    'revoke link': () => revoke(owner, [link.way]),
    rekey: () => rekey(documentId),
    replace: () => replaceWith(editor, documentId, NEWER),
    'revoke editor': () => revoke(owner, [editing]),
    delete: () => deleteDocument(owner, documentId),
    restore: () => restoreDocument(owner, documentId),
    purge: () => purgeDocument(owner, documentId),
  }
  return { documentId, acts }
}

type Handed = { url: string }
const isHanded = (answer: unknown): answer is Handed => typeof (answer as Handed | undefined)?.url === 'string'

/** The ledger knows the object of each URL; the URL carries its key. */
async function promiseHolds(documentId: string, handed: readonly Handed[]): Promise<void> {
  const document = await documentOf(documentId)
  if (document.status === 'READY' && !document.deletedAt) {
    expect(await headObject(document.object!.key)).toMatchObject({ size: BYTES.length })
  } else if (document.objectId) {
    // In the trash: it can be restored, and nothing opens it.
    expect(document).toMatchObject({ status: 'READY', deletedAt: expect.any(Date) })
    expect(await headObject(document.object!.key)).toMatchObject({ size: BYTES.length })
  }
  const living = await db().$queryRaw<{ key: string; hasRight: boolean }[]>`
    SELECT o.key, u."hasRight" FROM "LivingUrl" u JOIN "StoredObject" o ON o.id = u."objectId"
    WHERE u."documentId" = ${documentId}::uuid`
  expect(living.every(({ hasRight }) => hasRight)).toBe(true)
  const keys = new Set(living.map(({ key }) => key))
  for (const { url } of handed) {
    const held = [...keys].some((key) => url.includes(key))
    expect((await fetch(url)).status).toBe(held ? 200 : 404)
  }
}

test(
  'no order of settle, mint, revoke, re-key, replace, delete, restore and purge leaves a READY document without its object or a living URL without a right',
  { timeout: 120_000 },
  async () => {
    let replaced = 0
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.shuffledSubarray([...ACTS, ...TWICE], {
          minLength: 4,
        }),
        fc.boolean(),
        async (scheduler, order, ready) => {
          const { documentId, acts } = await stage(ready)
          onFaultPoint((point) => scheduler.schedule(Promise.resolve(), point))
          const running = order.map((act) => acts[act]().catch(refused))
          const answers = await scheduler.waitFor(Promise.all(running))
          onFaultPoint(null)
          for (const { id } of (await documentOf(documentId)).uploads) await settle(id)
          await enforce({ documentIds: [documentId] })
          await sweep({ documentId })
          await promiseHolds(documentId, answers.filter(isHanded))
          replaced += await db().auditEvent.count({ where: { documentId, action: 'document.replaced' } })
        },
      ),
      { numRuns: RUNS, seed: SEED },
    )
    expect(replaced).toBeGreaterThan(0)
  },
)
