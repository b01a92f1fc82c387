/** Thrown when a body is longer than what is read of it; the route answers 413. */
export class BodyTooLarge extends Error {
  override readonly name = 'BodyTooLarge'
}

/** Reads a request's body as text, and stops reading at `limit` bytes, whatever its Content-Length says. */
export async function readLimited(request: Request, limit: number): Promise<string> {
  if (Number(request.headers.get('content-length') ?? 0) > limit) throw new BodyTooLarge()
  const decoder = new TextDecoder()
  let [text, read] = ['', 0]
  for await (const chunk of request.body ?? []) {
    read += (chunk as Uint8Array).byteLength
    if (read > limit) throw new BodyTooLarge()
    text += decoder.decode(chunk as Uint8Array, { stream: true })
  }
  return text + decoder.decode()
}
