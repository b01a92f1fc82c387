import { randomBytes } from 'node:crypto'

// Keys are made here and nowhere else: from [a-z0-9/.-], with nothing of the person's in them (no name, no id), and random
// wherever a person's bytes lie.

export const STAGING_PREFIX = 'incoming/'
export const OBJECT_PREFIX = 'objects/'
/** Copies for one recipient of a mail each (lib/mailings/copies.ts). */
export const MAILED_PREFIX = 'mailed/'
/** Seals of the audit (lib/audit/anchor.ts), under their dates so that they can be found without the database. */
export const ANCHOR_PREFIX = 'anchors/'

/** A key that a browser may write. What lies there is never served. */
export function stagingKey(): string {
  return STAGING_PREFIX + randomName()
}

/** Whether a key is one that stagingKey() can have made: what others wrote into the bucket is none. */
export function isStagingKey(key: string): boolean {
  return /^incoming\/[a-z2-7]{32}$/.test(key)
}

/** Whether a key is one that this module can have made. */
export function isOwnKey(key: string): boolean {
  return isStagingKey(key) || /^objects\/[a-z2-7]{32}$/.test(key)
}

/** A key that is never signed for a single-shot write: what it holds once it is LIVE stays as it is. */
export function objectKey(): string {
  return OBJECT_PREFIX + randomName()
}

/** A key that only the server writes: its URL is for one recipient of a mail. */
export function mailedKey(): string {
  return MAILED_PREFIX + randomName()
}

/** @param date as `2026-11-24` */
export function anchorKey(date: string): string {
  return `${ANCHOR_PREFIX}${date}.json`
}

/** 160 bits in base 32: lower case and digits only, so that no engine's key encoding can change it. */
function randomName(): string {
  const alphabet = 'abcdefghijklmnopqrstuvwxyz234567'
  return Array.from(randomBytes(32), (byte) => alphabet[byte & 31]).join('')
}
