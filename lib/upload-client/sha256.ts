/** Pages on plain http of another host have no `subtle`. */
export function canHash(): boolean {
  return globalThis.crypto?.subtle !== undefined
}

/** Base64. Reads all of `body` into memory. @throws when it cannot be read */
export async function sha256(body: Blob): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', await body.arrayBuffer())
  return btoa(String.fromCharCode(...new Uint8Array(digest)))
}
