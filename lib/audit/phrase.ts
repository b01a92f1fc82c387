import type { AuditAction } from './record'
import { WORDINGS } from './sentences'

/** What an id means. `gone`: it was deleted, revoked or erased since. Without a name nothing but the id is known. */
export type Named = { kind: 'person' | 'document' | 'group' | 'share'; id: string; name: string | null; gone: boolean }
export type Part = string | Named

export type Meant = {
  actor: Named | null
  document: Named | null
  subject: Named | null
  /** What other ids mean, where they mean anything. */
  others: ReadonlyMap<string, Named>
}
export type Phrase = { parts: Part[]; details: [key: string, value: string][] }

const UNKNOWN = { actor: 'Countersign', document: 'a document', subject: 'nobody we know' }

/** A row in words, in parts, so that names can be linked; with the details that the words leave out. */
export function phrase(action: string, meant: Meant, details: unknown): Phrase {
  const all = Object.entries((details ?? {}) as Record<string, unknown>)
  const values = new Map(all.map(([key, value]) => [key, value === null ? null : textOf(value)]))
  const said = new Set<string>()
  const detail = (key: string) => {
    said.add(key)
    return values.get(key) ?? null
  }
  const wording = Object.hasOwn(WORDINGS, action) ? WORDINGS[action as AuditAction] : null
  const template = !wording ? action : typeof wording.says === 'string' ? wording.says : wording.says(detail)
  const parts = template.split(/(\{[\w.]+\})/).flatMap((piece): Part[] => {
    const name = /^\{(.+)\}$/.exec(piece)?.[1]
    if (!name) return piece ? [piece] : []
    if (name.startsWith('d.')) return [partOf(detail(name.slice(2)) ?? '?', meant)]
    const who = name as keyof typeof UNKNOWN
    return [meant[who] ?? UNKNOWN[who]]
  })
  return { parts, details: [...values].flatMap(([key, value]) => (said.has(key) ? [] : unsaid(key, value, meant))) }
}

const ID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/

function partOf(id: string, { others }: Meant): Part {
  return others.get(id) ?? (ID.test(id) ? { kind: 'share', id, name: null, gone: true } : id)
}

/** What is not so needs no words. */
function unsaid(key: string, value: string | null, meant: Meant): Phrase['details'] {
  if (value === null || value === 'false') return []
  return [[key, asText([meant.others.get(value) ?? value])]]
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

export function asText(parts: readonly Part[]): string {
  return parts.map((part) => (typeof part === 'string' ? part : nameOf(part))).join('')
}

const NAMELESS = {
  person: 'a person who was erased',
  document: 'a document that no longer exists',
  group: 'a group that no longer exists',
  share: 'something that no longer exists',
}

export function nameOf({ kind, name }: Pick<Named, 'kind' | 'name'>): string {
  return name ?? NAMELESS[kind]
}
