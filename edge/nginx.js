// What nginx asks (js_set), hands over (js_content) and lets pass (js_header_filter). Old JavaScript on purpose, as in ticket.js.
import crypto from 'crypto'
import fs from 'fs'
import ticket from './ticket.js'

/** As `slice` in nginx.conf.template. */
const SLICE_BYTES = 4194304
/** Unlinking blocks a worker; what has more slices comes in several calls. */
const MAX_SLICES = 1024

const now = () => Math.floor(Date.now() / 1000)

let last = { text: null, ticket: null }

/** Parsed once for a request's variables, and by its text, so that a machine that is used again is never wrong. */
function ticketOf(r) {
  const text = r.variables.arg_ticket
  if (last.text !== text) last = { text: text, ticket: ticket.read(text, ticket.keysOf(process.env.EDGE_KEYS), now()) }
  return last.ticket
}

function verdict(r) {
  const found = ticketOf(r)
  return found && found.expires > now() ? 'good' : 'bad'
}

function key(r) {
  const found = ticketOf(r)
  return found ? found.key : ''
}

function id(r) {
  const found = ticketOf(r)
  return found ? found.id : ''
}

function disposition(r) {
  const found = ticketOf(r)
  return found ? found.disposition : 'attachment'
}

function type(r) {
  const found = ticketOf(r)
  return found ? found.type : 'application/octet-stream'
}

function authorization() {
  return 'Bearer ' + process.env.EDGE_SECRET
}

/** What the store may say to whoever downloads; everything else it says is between it and us. */
const KEPT = ['content-length', 'content-range', 'accept-ranges', 'etag', 'last-modified']

function headers(r) {
  if (r.status !== 200 && r.status !== 206) return
  for (const name in r.headersOut) {
    if (KEPT.indexOf(name.toLowerCase()) < 0) delete r.headersOut[name]
  }
  r.headersOut['Content-Type'] = r.variables.edge_type
}

/** Where nginx keeps one slice of an object: proxy_cache_key, proxy_cache_path levels=1:2. */
function sliceFile(folder, key, slice) {
  const first = slice * SLICE_BYTES
  const cacheKey = key + ' bytes=' + first + '-' + (first + SLICE_BYTES - 1)
  const name = crypto.createHash('md5').update(cacheKey).digest('hex')
  return folder + '/' + name.slice(31) + '/' + name.slice(29, 31) + '/' + name
}

/** Forgets slices `from` up to `to` of an object; nginx takes a file that is gone for one it never had. */
function purge(r) {
  const wanted = 'Bearer ' + process.env.EDGE_SECRET
  const given = r.headersIn['Authorization'] || ''
  if (!process.env.EDGE_SECRET || !ticket.same(given, wanted) || r.method !== 'POST') {
    r.return(404)
    return
  }
  const asked = JSON.parse(r.requestText)
  if (!ticket.isKey(asked.key) || asked.to - asked.from > MAX_SLICES) {
    r.return(400)
    return
  }
  let removed = 0
  for (let slice = asked.from; slice < asked.to; slice++) {
    try {
      fs.unlinkSync(sliceFile(r.variables.edge_cache, asked.key, slice))
      removed++
    } catch (e) {
      // It was not kept.
    }
  }
  r.return(200, JSON.stringify({ removed: removed }))
}

export default { verdict, key, id, disposition, type, authorization, headers, purge, sliceFile }
