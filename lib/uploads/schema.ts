import { z } from 'zod'
import { MAX_NAME_LENGTH } from '../documents/limits'
import { documentId, documentName } from '../documents/schema'
import { MAX_FILES_A_BEGIN } from './limits'

// Client-safe: what the browser and the server say to each other about uploads.

/** As the client declares it; only pinned into the policy, never believed. */
export const declaredType = z
  .string()
  .max(200)
  .transform((type) => (/^[\w.+-]+\/[\w.+-]+$/.test(type) ? type.toLowerCase() : 'application/octet-stream'))

/** 32 bytes as 64 hexadecimal digits or as base64; base64 from here on. */
export const sha256 = z
  .string()
  .regex(/^(?:[0-9a-fA-F]{64}|[A-Za-z0-9+/]{43}=)$/, 'A SHA-256 is 64 hexadecimal digits, or 44 characters of base64.')
  .transform((sum) => (sum.length === 64 ? base64OfHex(sum) : sum))

export const fileToUpload = z.object({
  // A file that was dropped with a longer name is cut rather than refused; the person can rename it.
  name: z.preprocess((name) => (typeof name === 'string' ? shorten(name) : name), documentName),
  size: z.number().int().nonnegative(),
  type: declaredType,
  /** Of the whole; other bytes are not taken in. */
  sha256: sha256.nullish(),
})
export type FileToUpload = z.input<typeof fileToUpload>

export const beginUploadsInput = z.object({
  files: z.array(fileToUpload).min(1).max(MAX_FILES_A_BEGIN),
  /** Whether the browser can hash (pages on plain http of another host cannot). */
  checksums: z.boolean().default(false),
})

export const replaceFileInput = z.object({
  documentId,
  file: fileToUpload,
  checksums: z.boolean().default(false),
})

/** How the browser brings the bytes to the store: one member for each way. */
export type UploadPlan =
  /** One form with these fields, the file last. */
  | { strategy: 'post'; url: string; fields: Record<string, string>; expiresAt: string }
  /** One PUT with these headers. */
  | { strategy: 'put'; url: string; headers: Record<string, string>; expiresAt: string }
  /** Parts, each signed when its turn comes: `POST /api/v1/uploads/{id}/parts`, then `…/finish`. */
  | {
      strategy: 'multipart'
      /** Bytes of every part but the last. */
      partSize: number
      partCount: number
      /** Whether each part has to be signed with its SHA-256. */
      checksums: boolean
      /** Numbers of the parts that the store has already. */
      present: number[]
    }

/** Enough for four in flight and the next four; more would only expire in the queue. */
export const MAX_PARTS_A_SIGNING = 16

export const signPartsInput = z.object({
  parts: z
    .array(
      z.object({
        number: z.number().int().min(1).max(10_000),
        sha256: sha256.nullable().default(null),
      }),
    )
    .min(1)
    .max(MAX_PARTS_A_SIGNING),
})

export type SignedPart = { number: number; url: string; headers: Record<string, string> }

/** An upload that was begun and whose bytes are not all there: what the tray offers to go on with. */
export type UnfinishedUpload = {
  uploadId: string
  documentId: string
  name: string
  size: number
  /** ISO 8601. */
  startedAt: string
  /** Whether it brings a new file for a document that has one. */
  replaces: boolean
}

export type BegunUpload = {
  documentId: string
  uploadId: string
  /** Null: ask `POST /api/v1/uploads/{uploadId}/sign` when the file's turn comes. */
  plan: UploadPlan | null
}

/** What became of an upload whose last byte went out. */
export type Finished =
  | { arrived: true }
  /** Null: the store does not have all of it yet. A sentence: it has ended without a document, and this is why. */
  | { arrived: false; reason: string | null }

function base64OfHex(hex: string): string {
  const pairs = hex.match(/../g) ?? []
  return btoa(String.fromCharCode(...pairs.map((pair) => parseInt(pair, 16))))
}

/** Cuts out of the middle, so that the ending still says what the file is. */
function shorten(name: string): string {
  if (name.length <= MAX_NAME_LENGTH) return name
  const ending = /\.[^.]{1,16}$/.exec(name)?.[0] ?? ''
  return name.slice(0, MAX_NAME_LENGTH - ending.length) + ending
}
