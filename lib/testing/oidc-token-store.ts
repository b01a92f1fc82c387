type Payload = { uid?: string; grantId?: string; consumed?: number }

const kept = new Map<string, Payload>()

/** What oidc-provider keeps its codes, tokens and sessions in; its own memory store warns at every start. */
export class TokenStore {
  readonly #model: string

  constructor(model: string) {
    this.#model = model
  }

  async upsert(id: string, payload: Payload): Promise<void> {
    kept.set(this.#key(id), payload)
  }

  async find(id: string): Promise<Payload | undefined> {
    return kept.get(this.#key(id))
  }

  async findByUid(uid: string): Promise<Payload | undefined> {
    return this.#mine().find(([, payload]) => payload.uid === uid)?.[1]
  }

  async consume(id: string): Promise<void> {
    const payload = kept.get(this.#key(id))
    if (payload) payload.consumed = Math.floor(Date.now() / 1000)
  }

  async destroy(id: string): Promise<void> {
    kept.delete(this.#key(id))
  }

  async revokeByGrantId(grantId: string): Promise<void> {
    for (const [key, payload] of this.#mine()) if (payload.grantId === grantId) kept.delete(key)
  }

  #mine(): [string, Payload][] {
    return [...kept].filter(([key]) => key.startsWith(`${this.#model}:`))
  }

  #key(id: string): string {
    return `${this.#model}:${id}`
  }
}
