import { randomBytes } from 'node:crypto'

// Keys are made here and nowhere else: random, from [a-z0-9/], with nothing of the person's in them (no name, no id).

export const STAGING_PREFIX = 'incoming/'
export const OBJECT_PREFIX = 'objects/'

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

/** 160 bits in base 32: lower case and digits only, so that no engine's key encoding can change it. */
function randomName(): string {
  const alphabet = 'abcdefghijklmnopqrstuvwxyz234567'
  return Array.from(randomBytes(32), (byte) => alphabet[byte & 31]).join('')
}
