/** What any store's notification comes down to for us: these keys may hold something new. */
export type StorageEvent = { bucket: string; key: string }

/** Thrown for a body that no provider's parser can read; the route answers 400. */
export class MalformedEvent extends Error {
  override readonly name = 'MalformedEvent'
}
