/** Pages on plain http of another host have no `subtle`. */
export function canHash(): boolean {
  return globalThis.crypto?.subtle !== undefined
}

/** Base64. Reads all of `body` into memory. @throws when it cannot be read */
export async function sha256(body: Blob): Promise<string> {
  return sha256OfBytes(await body.arrayBuffer())
}

/** Base64. */
export async function sha256OfBytes(bytes: BufferSource): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', bytes)
  return btoa(String.fromCharCode(...new Uint8Array(digest)))
}
