import { expect, it } from 'vitest'
import { options, wrongMethod } from './methods'

const ask = (path: string) => new Request(`http://localhost:3000/api/v1${path}`, { method: 'PUT' })

it('says what an address takes instead', async () => {
  const answer = await wrongMethod(ask('/documents'))
  expect(answer.status).toBe(405)
  expect(answer.headers.get('allow')).toBe('GET, HEAD, POST, OPTIONS')
  expect(answer.headers.get('content-type')).toBe('application/problem+json')
  expect(await answer.json()).toMatchObject({ code: 'WRONG_METHOD', status: 405 })
})

it('knows addresses by their pattern', async () => {
  expect((await options(ask('/documents/4'))).headers.get('allow')).toBe('GET, HEAD, PATCH, DELETE, OPTIONS')
  expect((await options(ask('/ways/revoke'))).headers.get('allow')).toBe('POST, OPTIONS')
})
