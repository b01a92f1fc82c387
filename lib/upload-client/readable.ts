/**
 * Whether the browser can still read a chosen file. It refuses one that was changed, moved or unplugged since, and an
 * upload of it then looks like a broken network.
 */
export async function isReadable(file: File): Promise<boolean> {
  try {
    await file.slice(Math.max(0, file.size - 1)).arrayBuffer()
    return true
  } catch {
    return false
  }
}
