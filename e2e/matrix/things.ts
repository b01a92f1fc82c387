import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { send, WebClient } from '../chaos/web-client.ts'
import { expect } from '../fixtures.ts'
import { createAgentToken } from '../agent-token.ts'
import { createPerson, sql } from '../person.ts'
import { setting } from '../settings.ts'
import type { Cast, Who } from './cast.ts'
import { makeMailing } from './mailing.ts'

/** What the requests are about: all of it the owner's, or made by the owner. */
export type Things = {
  documentId: string
  /** Another one, which the owner deleted. */
  trashedId: string
  uploadId: string
  sessionId: string
  memberId: string
  heirId: string
  groupId: string
  grantId: string
  linkId: string
  mailingId: string
  /** The link's token. */
  token: string
  /** Of the owner's agent. */
  agentTokenId: string
}

export const NOBODY = randomUUID()
export const DOCUMENT_NAME = 'owned.txt'

/** A Ready document that is given to the cast, and one that was and is deleted, an upload that is under way, a second session, a member, a group, a link. */
export async function thingsOf({ owner, viewer, editor, disabled }: Cast): Promise<Things> {
  const files = [DOCUMENT_NAME, 'deleted.txt', 'under way.txt'].map((name) => ({ name, size: 5, type: 'text/plain' }))
  const [ready, trashed, waiting] = await owner.client.begin(...files)
  const [documentId, trashedId] = [ready!.documentId, trashed!.documentId]
  for (const { plan } of [ready!, trashed!]) expect(await send(plan!, 'owned')).toBe(201)
  await expect
    .poll(() => sql('SELECT DISTINCT status FROM "Document" WHERE id IN ($1, $2)', [documentId, trashedId]))
    .toEqual([{ status: 'READY' }])
  const give = (to: string, role: 'VIEWER' | 'EDITOR') => grant(documentId, owner.person!.id, to, role)
  await grant(trashedId, owner.person!.id, editor.person!.id, 'EDITOR')
  await sql('UPDATE "Document" SET "deletedAt" = now() WHERE id = $1', [trashedId])
  const grantId = await give(viewer.person!.id, 'VIEWER')
  await give(editor.person!.id, 'EDITOR')
  await give(disabled.person!.id, 'EDITOR')
  const { id: memberId } = await createPerson('MEMBER')
  const { id: heirId } = await createPerson('MEMBER')
  const groupId = randomUUID()
  await sql('INSERT INTO "Group" (id, name) VALUES ($1, $2)', [groupId, `Group ${groupId}`])
  const { linkId, token } = await makeLink(documentId, owner.person!.id)
  const mailed = await makeLink(documentId, owner.person!.id)
  const mailingId = await makeMailing(documentId, owner.person!.id, mailed.linkId)
  const sessionId = await secondSession(owner)
  const { id: agentTokenId } = await createAgentToken(owner.person!)
  const { uploadId } = waiting!
  return {
    documentId,
    trashedId,
    uploadId,
    sessionId,
    memberId,
    heirId,
    groupId,
    grantId,
    linkId,
    token,
    agentTokenId,
    mailingId,
  }
}

async function secondSession({ person }: Cast[Who]): Promise<string> {
  await new WebClient(setting('APP_URL')).signIn(person!)
  const [session] = await sql<{ id: string }>(
    'SELECT id FROM "Session" WHERE "userId" = $1 ORDER BY "createdAt" DESC LIMIT 1',
    [person!.id],
  )
  return session!.id
}

async function grant(documentId: string, giverId: string, userId: string, role: string): Promise<string> {
  const id = randomUUID()
  await sql(
    `INSERT INTO "Capability" (id, kind, "documentId", "userId", "giverId", role) VALUES ($1, 'USER', $2, $3, $4, $5::"AccessRole")`,
    [id, documentId, userId, giverId, role],
  )
  return id
}

type Gate = { passwordHash?: string; recipient?: string; maxDownloads?: number; viewOnly?: boolean; expiresAt?: Date }

/** A link as the rows have it; only here anybody knows its token. */
export async function makeLink(documentId: string, giverId: string, gate: Gate = {}) {
  const [linkId, token] = [randomUUID(), randomBytes(32).toString('base64url')]
  await sql(
    `INSERT INTO "Capability" (id, kind, "documentId", "giverId", "viewOnly", "expiresAt") VALUES ($1, 'LINK', $2, $3, $4, $5)`,
    [linkId, documentId, giverId, gate.viewOnly ?? false, gate.expiresAt ?? null],
  )
  const hash = createHash('sha256').update(token).digest()
  await sql(
    'INSERT INTO "Link" ("capabilityId", "tokenHash", "passwordHash", "maxDownloads") VALUES ($1, $2, $3, $4)',
    [linkId, hash, gate.passwordHash ?? null, gate.maxDownloads ?? null],
  )
  if (gate.recipient) {
    await sql('INSERT INTO "LinkRecipient" ("capabilityId", address) VALUES ($1, $2)', [linkId, gate.recipient])
  }
  return { linkId, token }
}

/** Nothing was done to the document: no name, no way in, no URL. */
export async function expectUntouched(documentId: string): Promise<void> {
  const [document] = await sql(
    `SELECT name, "deletedAt", (SELECT count(*)::integer FROM "Capability" c WHERE c."documentId" = d.id) AS ways,
            (SELECT count(*)::integer FROM "Capability" c WHERE c."documentId" = d.id AND c."revokedAt" IS NULL) AS standing,
            (SELECT count(*)::integer FROM "IssuedUrl" i WHERE i."documentId" = d.id) AS urls
     FROM "Document" d WHERE id = $1`,
    [documentId],
  )
  expect(document).toEqual({ name: DOCUMENT_NAME, deletedAt: null, ways: 5, standing: 5, urls: 0 })
}
