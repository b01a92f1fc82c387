import 'server-only'
import { record } from '../audit/record'
import type { Principal } from '../auth/principal'
import { db } from '../db'
import { AppError } from '../errors'
import { sniff } from '../storage/sniff'
import { imageSize } from './image-size'
import { LOGO_TOO_LARGE, LOGO_TYPES, MAX_LOGO_BYTES, MAX_LOGO_SIDE, type LogoType } from './logo-limits'
import type { LogoInput } from './schema'

export type Logo = { bytes: Uint8Array<ArrayBuffer>; type: string }

/** Null while there is none. */
export async function readLogo(): Promise<Logo | null> {
  const select = { bytes: true, type: true } as const
  const { bytes, type } = await db().organisationLogo.findUniqueOrThrow({ where: { id: 1 }, select })
  return bytes && type ? { bytes, type } : null
}

/** Where a page finds it: another address after each change. Null while there is none. */
export async function logoAddress(): Promise<string | null> {
  const where = { id: 1, bytes: { not: null } }
  const found = await db().organisationLogo.findFirst({ where, select: { version: true } })
  return found && `/api/organisation/logo?v=${found.version}`
}

/**
 * For administrators; who asks has been asked. Throws BAD_INPUT or TOO_LARGE, with a sentence, for what is no whole PNG,
 * JPEG or WebP of this size.
 */
export async function changeLogo(actor: Principal, { image }: LogoInput): Promise<void> {
  const bytes = Uint8Array.from(Buffer.from(image, 'base64'))
  const type = await checked(bytes)
  await db().$transaction(async (tx) => {
    await tx.organisationLogo.update({
      where: { id: 1 },
      data: { bytes, type, version: { increment: 1 } },
      select: { id: true },
    })
    await record(tx, { action: 'organisation.logo-changed', actor, details: { type, bytes: bytes.length } })
  })
}

/** For administrators; who asks has been asked. */
export async function removeLogo(actor: Principal): Promise<void> {
  await db().$transaction(async (tx) => {
    const { count } = await tx.organisationLogo.updateMany({
      where: { id: 1, bytes: { not: null } },
      data: { bytes: null, type: null, version: { increment: 1 } },
    })
    if (count > 0) await record(tx, { action: 'organisation.logo-changed', actor, details: { removed: true } })
  })
}

async function checked(bytes: Uint8Array): Promise<LogoType> {
  if (bytes.length > MAX_LOGO_BYTES) throw new AppError('TOO_LARGE', LOGO_TOO_LARGE)
  const found = await sniff(bytes)
  const type = LOGO_TYPES.find((one) => one === found)
  if (!type) throw new AppError('BAD_INPUT', 'This is no PNG, JPEG or WebP. Choose a file of one of these kinds.')
  const size = imageSize(bytes, type)
  if (!size) throw new AppError('BAD_INPUT', 'The picture is not complete. Save it again and choose that file.')
  if (Math.max(size.width, size.height) > MAX_LOGO_SIDE)
    throw new AppError(
      'BAD_INPUT',
      `The picture has ${size.width} × ${size.height} pixels. A logo has at most ${MAX_LOGO_SIDE} on each side.`,
    )
  return type
}
