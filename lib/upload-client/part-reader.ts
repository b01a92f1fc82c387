/**
 * Reads one part after the other into the same memory. With new memory for each, a browser spends as much on getting it
 * as on reading: 0.8 s instead of 0.5 s a processor for 700 MB (Chromium 156).
 */
export class PartReader {
  #memory = new ArrayBuffer(0)

  /** What it answers holds until the next call. @throws when the bytes cannot be read */
  async read(body: Blob): Promise<Uint8Array<ArrayBuffer>> {
    const reader = byteReader(body)
    if (reader === null) return new Uint8Array(await body.arrayBuffer())
    let memory = this.#memory.byteLength < body.size ? new ArrayBuffer(body.size) : this.#memory
    // A read takes the memory away and brings it back; one that fails does not.
    this.#memory = new ArrayBuffer(0)
    for (let at = 0; at < body.size;) {
      const { value } = await reader.read(new Uint8Array(memory, at, body.size - at))
      if (!value?.byteLength) throw new Error('The file ends before its end.')
      memory = value.buffer
      at += value.byteLength
    }
    this.#memory = memory
    return new Uint8Array(memory, 0, body.size)
  }
}

/** Null where the browser cannot read into memory that it is given. */
function byteReader(body: Blob): ReadableStreamBYOBReader | null {
  try {
    return body.stream().getReader({ mode: 'byob' })
  } catch {
    return null
  }
}
