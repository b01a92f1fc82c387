import { Agent, request } from 'node:http'
import { performance } from 'node:perf_hooks'

export type Blow = { path: string; headers: Record<string, string>; status: number }
export type Hammered = { answersPerSecond: number; answers: number; latencies: number[] }

/**
 * Asks again and again over `connections` kept connections for `seconds`, each as soon as its last answer is there.
 * Throws on the first answer that is not the expected one: a fast refusal must not count as speed.
 */
export async function hammer(url: string, blow: Blow, connections: number, seconds: number): Promise<Hammered> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const latencies: number[] = []
  const started = performance.now()
  const until = started + seconds * 1000
  const connection = async () => {
    while (performance.now() < until) {
      const at = performance.now()
      const status = await ask(agent, url, blow)
      if (status !== blow.status) throw new Error(`${blow.path} was answered ${status}, not ${blow.status}.`)
      latencies.push(performance.now() - at)
    }
  }
  await Promise.all(Array.from({ length: connections }, connection))
  agent.destroy()
  const took = (performance.now() - started) / 1000
  return { answersPerSecond: latencies.length / took, answers: latencies.length, latencies }
}

function ask(agent: Agent, url: string, { path, headers }: Blow): Promise<number> {
  return new Promise((resolve, reject) => {
    const asking = request(url + path, { agent, headers }, (answer) => {
      answer.resume()
      answer.once('end', () => resolve(answer.statusCode ?? 0))
    })
    asking.once('error', reject)
    asking.end()
  })
}
