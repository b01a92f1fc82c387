import { readFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { stripTypeScriptTypes } from 'node:module'
import { join, resolve } from 'node:path'
import { listen } from './listen.ts'

// Serves the upload client to a browser as it stands in lib/, types stripped: what is tested is the source itself.

const root = resolve(import.meta.dirname, '../..')

const PAGE = `<!doctype html><html lang="en"><title>Upload client</title>
<script type="importmap">{"imports":{"zod":"/node_modules/zod/index.js"}}</script>
<script type="module">
  import { Hasher } from '/lib/upload-client/hasher'
  import { post } from '/lib/upload-client/post'
  import { put } from '/lib/upload-client/put'
  import { UploadQueue } from '/lib/upload-client/queue'
  import { ResumeStore } from '/lib/upload-client/resume-store'
  import { browserNews } from '/lib/upload-client/tab-news'
  import { UnfinishedUploads } from '/lib/upload-client/unfinished'
  import { browserLocks } from '/lib/upload-client/upload-locks'
  Object.assign(window, { Hasher, post, put, UploadQueue, ResumeStore, browserNews, UnfinishedUploads, browserLocks })
  document.title = 'Ready'
</script>
<input type="file" aria-label="File">`

export async function startSourceServer(): Promise<{ server: Server; url: string }> {
  const server = createServer((request, response) => {
    answer(request.url ?? '/').then(
      ([type, text]) => response.writeHead(200, { 'content-type': type, 'cache-control': 'no-store' }).end(text),
      () => response.writeHead(404).end(),
    )
  })
  const port = await listen(server)
  return { server, url: `http://127.0.0.1:${port}/` }
}

async function answer(path: string): Promise<[type: string, text: string]> {
  if (path === '/') return ['text/html', PAGE]
  if (/^\/node_modules\/zod\/[\w/.-]+\.js$/.test(path)) return ['text/javascript', await source(path)]
  // A Worker is named with its ending, as bundlers want it.
  const name = /^\/lib\/[\w/-]+/.exec(path)?.[0]
  if (name === path.replace(/\.ts$/, '')) return ['text/javascript', stripTypeScriptTypes(await source(`${name}.ts`))]
  throw new Error(`${path} is not served.`)
}

function source(path: string): Promise<string> {
  return readFile(join(root, path), 'utf8')
}
