import { createServer, request } from 'node:http'
import { pipeline } from 'node:stream'

// The other way to build this: every upload goes through a Node process that streams it on. The same form, the same CORS
// answer, the same store; only the hop is more. A process of its own, so that its cost can be read.

const [store, port] = [process.argv[2], Number(process.argv[3])]
if (store === undefined) throw new Error('The address of the store is missing.')

createServer((incoming, response) => {
  const { host: _, ...headers } = incoming.headers
  const outgoing = request(new URL(incoming.url ?? '/', store), { method: incoming.method, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers)
    pipeline(answer, response, () => {})
  })
  pipeline(incoming, outgoing, (error) => error && response.destroy())
}).listen(port, '127.0.0.1', () => process.send?.('listening'))
