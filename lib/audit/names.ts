import 'server-only'
import { z } from 'zod'
import { db } from '../db'
import type { Meant, Named } from './phrase'

type Ids = { actorId: string | null; documentId: string | null; subjectId: string | null; details: unknown }

/** Finds what the ids of these rows mean now, those in details too. One query for each kind of thing, however many rows. */
export async function namer(rows: readonly Ids[]): Promise<(row: Ids) => Meant> {
  const things = known(rows.flatMap(({ actorId, subjectId, details }) => [actorId, subjectId, ...idsIn(details)]))
  const [documents, ...found] = await Promise.all([
    documentsById(known(rows.map(({ documentId }) => documentId))),
    peopleById(things),
    groupsById(things),
    sharesById(things),
    tokensById(things),
  ])
  // Ids are random: whatever table one is found in is the right one.
  const byId = new Map(found.flatMap((some) => [...some]))
  const of = (id: string | null, kind: Named['kind']) => (id ? (byId.get(id) ?? nameless(kind, id)) : null)
  return ({ actorId, documentId, subjectId }) => ({
    actor: of(actorId, 'person'),
    document: documentId ? (documents.get(documentId) ?? nameless('document', documentId)) : null,
    subject: of(subjectId, 'share'),
    others: byId,
  })
}

function idsIn(details: unknown): string[] {
  return Object.values(details ?? {}).filter((value): value is string => z.guid().safeParse(value).success)
}

const nameless = (kind: Named['kind'], id: string): Named => ({ kind, id, name: null, gone: true })

function known(ids: readonly (string | null)[]): string[] {
  return [...new Set(ids)].filter((id) => id !== null)
}

async function peopleById(ids: string[]): Promise<Map<string, Named>> {
  const select = { id: true, name: true, erasedAt: true }
  const found = await db().user.findMany({ where: { id: { in: ids } }, select })
  return new Map(
    found.map(({ id, name, erasedAt }) => [
      id,
      erasedAt ? nameless('person', id) : { kind: 'person', id, name, gone: false },
    ]),
  )
}

async function documentsById(ids: string[]): Promise<Map<string, Named>> {
  const select = { id: true, name: true, deletedAt: true }
  const found = await db().document.findMany({ where: { id: { in: ids } }, select })
  return new Map(found.map(({ id, name, deletedAt }) => [id, { kind: 'document', id, name, gone: deletedAt !== null }]))
}

async function groupsById(ids: string[]): Promise<Map<string, Named>> {
  const found = await db().group.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } })
  return new Map(found.map(({ id, name }) => [id, { kind: 'group', id, name, gone: false }]))
}

async function sharesById(ids: string[]): Promise<Map<string, Named>> {
  const found = await db().capability.findMany({
    where: { id: { in: ids } },
    select: {
      id: true,
      revokedAt: true,
      user: { select: { name: true } },
      group: { select: { name: true } },
      link: { select: { label: true } },
    },
  })
  return new Map(
    found.map(({ id, revokedAt, user, group, link }) => {
      const name = user?.name ?? group?.name ?? (link?.label ? `the link “${link.label}”` : 'a link')
      return [id, { kind: 'share', id, name, gone: revokedAt !== null }]
    }),
  )
}

async function tokensById(ids: string[]): Promise<Map<string, Named>> {
  const found = await db().agentToken.findMany({
    where: { id: { in: ids } },
    select: { id: true, name: true, revokedAt: true, user: { select: { erasedAt: true } } },
  })
  return new Map(
    found.map(({ id, name, revokedAt, user }) => {
      const called = user.erasedAt ? 'an agent token' : `the agent token “${name}”`
      return [id, { kind: 'share', id, name: called, gone: revokedAt !== null }]
    }),
  )
}
