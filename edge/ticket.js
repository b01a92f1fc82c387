// Runs in njs inside nginx, and under Node in its tests: old JavaScript on purpose (njs 0.7.9 is what Debian 12 has).
import crypto from 'crypto'

/** Base64url, a dot, base64url. */
const SHAPE = /^[\w-]+\.[\w-]{43}$/
/** Keys as the app makes them; nothing else is ever asked of the store. */
const KEY = /^objects\/[a-z2-7]{32}$/
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Whether two texts are the same, in a time that does not tell where they differ. */
function same(a, b) {
  let difference = a.length ^ b.length
  for (let i = 0; i < a.length; i++) difference |= a.charCodeAt(i) ^ b.charCodeAt(i % (b.length || 1))
  return difference === 0
}

function hmac(body, key) {
  return crypto.createHmac('sha256', key).update(body).digest('base64url')
}

/**
 * What a ticket says, or null unless it was signed with one of the keys and `now` (Unix seconds) is before its end. The
 * counterpart is lib/delivery/ticket.ts.
 */
function read(ticket, keys, now) {
  if (!ticket || !SHAPE.test(ticket)) return null
  const dot = ticket.indexOf('.')
  const body = ticket.slice(0, dot)
  const mac = ticket.slice(dot + 1)
  let signed = false
  // Every key is tried, so that the time does not tell which one fits.
  for (let i = 0; i < keys.length; i++) signed = same(hmac(body, keys[i]), mac) || signed
  if (!signed) return null
  return parse(Buffer.from(body, 'base64url').toString(), now)
}

function parse(json, now) {
  let fields = null
  try {
    fields = JSON.parse(json)
  } catch (e) {
    return null
  }
  if (!Array.isArray(fields) || fields.length !== 6 || fields[0] !== 1) return null
  const ticket = { key: fields[1], expires: fields[2], disposition: fields[3], type: fields[4], id: fields[5] }
  if (!isKey(ticket.key) || !UUID.test(ticket.id) || typeof ticket.expires !== 'number') return null
  return ticket.expires > now ? ticket : null
}

function keysOf(setting) {
  // An empty key would let everybody sign.
  return (setting || '').split(',').filter((key) => key.length >= 32)
}

function isKey(key) {
  return typeof key === 'string' && KEY.test(key)
}

export default { read, same, keysOf, isKey }
