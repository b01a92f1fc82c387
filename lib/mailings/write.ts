import 'server-only'
import { randomUUID } from 'node:crypto'
import type { Db } from '../db'
import { sealBox } from '../auth/sealed-box'
import { MAX_LABEL } from '../sharing/links/limits'
import { linkTokenHash, newLinkToken } from '../sharing/links/token'

export type NewMailing = {
  mailingId: string
  giverId: string
  documentIds: readonly string[]
  addresses: readonly string[]
  asksCode: boolean
  passwordHash: string | null
  notifyOnOpen: boolean
  startsAt: Date
  endsAt: Date
}

/** Rows of a statement: PostgreSQL takes 65,535 parameters, and a link has ten. */
const ROWS_AT_A_TIME = 1000

/** Writes a recipient for every address, with a private link to every document. Answers the links. */
export async function writeRecipients(tx: Db, mailing: NewMailing): Promise<{ documentId: string; linkId: string }[]> {
  const recipients = mailing.addresses.map((address) => {
    const links = mailing.documentIds.map((documentId) => ({ documentId, linkId: randomUUID(), token: newLinkToken() }))
    return { id: randomUUID(), address, links }
  })
  const links = recipients.flatMap(({ id, address, links }) =>
    links.map((link, position) => ({ ...link, address, position, recipientId: id })),
  )
  for (const some of chunks(recipients)) {
    await tx.mailingRecipient.createMany({ data: some.map((recipient) => recipientRow(mailing, recipient)) })
  }
  for (const some of chunks(links)) await writeLinks(tx, mailing, some)
  return links
}

type NewLink = { documentId: string; linkId: string; token: string }

function recipientRow(mailing: NewMailing, { id, address, links }: { id: string; address: string; links: NewLink[] }) {
  const { mailingId, startsAt, endsAt } = mailing
  return { id, mailingId, address, startsAt, endsAt, box: boxOf(links.map(({ token }) => token)) }
}

/** What the message needs of its links, in the order of their positions. */
export function boxOf(tokens: readonly string[]): string {
  return sealBox('mail queue', tokens)
}

type PlacedLink = NewLink & { address: string; position: number; recipientId: string }

async function writeLinks(tx: Db, mailing: NewMailing, links: readonly PlacedLink[]): Promise<void> {
  const { giverId, endsAt: expiresAt, startsAt, passwordHash, notifyOnOpen, asksCode } = mailing
  await tx.capability.createMany({
    data: links.map(({ linkId, documentId }) => ({ id: linkId, kind: 'LINK', documentId, giverId, expiresAt })),
  })
  await tx.link.createMany({
    data: links.map(({ linkId, token, address }) => ({
      capabilityId: linkId,
      tokenHash: linkTokenHash(token),
      label: `Mailed to ${address}`.slice(0, MAX_LABEL),
      startsAt,
      passwordHash,
      notifyOnOpen,
    })),
  })
  if (asksCode) {
    await tx.linkRecipient.createMany({ data: links.map(({ linkId, address }) => ({ capabilityId: linkId, address })) })
  }
  await tx.mailingLink.createMany({
    data: links.map(({ linkId, recipientId, position }) => ({ capabilityId: linkId, recipientId, position })),
  })
}

function chunks<T>(all: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(all.length / ROWS_AT_A_TIME) }, (_, index) =>
    all.slice(index * ROWS_AT_A_TIME, (index + 1) * ROWS_AT_A_TIME),
  )
}
