/**
 * Whether the browser can still read a chosen file, or a part of one. It refuses one that was changed, moved or
 * unplugged since, and an upload of it then looks like a broken network.
 */
export async function isReadable(file: Blob): Promise<boolean> {
  try {
    await file.slice(Math.max(0, file.size - 1)).arrayBuffer()
    return true
  } catch {
    return false
  }
}
