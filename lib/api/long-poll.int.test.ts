import { expect, test } from 'vitest'
import { GET as get } from '@/app/api/v1/documents/[id]/route'
import { db } from '../db'
import { renameDocument } from '../documents/rename'
import { notifySessions } from '../live/notify'
import { makeAgent } from '../testing/agents'
import { apiOf, pagesOf, type Api } from '../testing/api-client'
import { makePerson } from '../testing/people'
import { beginOne, makeReady, sendForm } from '../testing/upload'
import { settle } from '../uploads/settle'

const wait = (api: Api, id: string, seconds: number, signal?: AbortSignal) =>
  api(get, { to: `GET /documents/${id}?wait=${seconds}`, params: { id }, ...(signal ? { signal } : {}) })

test('a wait is answered by the change that it waits for', async () => {
  const person = await makePerson()
  const { documentId, uploadId, plan } = await beginOne(person, 5)
  const answer = wait(apiOf((await makeAgent(person)).token), documentId, 30)
  // News that is not the end.
  await renameDocument(person, documentId, 'renamed.txt')
  await sendForm(plan, 'bytes')
  await settle(uploadId)
  expect(await (await answer).json()).toMatchObject({ status: 'ready', name: 'renamed.txt' })
})

test('a wait is over at once where there is nothing to wait for, and when its seconds are', async () => {
  const person = await makePerson()
  const api = apiOf((await makeAgent(person)).token)
  const { documentId } = await makeReady(person)
  expect(await (await wait(api, documentId, 30)).json()).toMatchObject({ status: 'ready' })
  const begun = await beginOne(person, 5)
  expect(await (await wait(api, begun.documentId, 1)).json()).toMatchObject({ status: 'uploading' })
  expect((await wait(api, begun.documentId, 31)).status).toBe(400)
})

test('a wait ends with the token, with the right, and with the session', async () => {
  const person = await makePerson()
  const [agent, bound] = [await makeAgent(person), await makeAgent(person)]
  const { documentId } = await beginOne(person, 5)
  const [revoked, ended] = [wait(apiOf(agent.token), documentId, 30), wait(pagesOf(person.sessionId), documentId, 30)]
  await db().agentToken.update({ where: { id: agent.principal.tokenId }, data: { revokedAt: new Date() } })
  await db().session.update({ where: { id: person.sessionId }, data: { endedAt: new Date() } })
  await notifySessions(db(), person.userId)
  expect([(await revoked).status, (await ended).status]).toEqual([401, 401])

  const lost = wait(apiOf(bound.token), documentId, 30)
  await db().document.update({ where: { id: documentId }, data: { deletedAt: new Date() } })
  expect((await lost).status).toBe(404)
})

test('nobody is waited for who has gone', async () => {
  const person = await makePerson()
  const { documentId } = await beginOne(person, 5)
  const leaving = new AbortController()
  const answer = wait(apiOf((await makeAgent(person)).token), documentId, 30, leaving.signal)
  leaving.abort()
  expect((await answer).status).toBe(200)
}, 10_000)

test('one token has so many waits at a time, and each that ends makes room', async () => {
  const person = await makePerson()
  const api = apiOf((await makeAgent(person)).token)
  const { documentId } = await beginOne(person, 5)
  const leaving = new AbortController()
  const waits = Array.from({ length: 60 }, () => wait(api, documentId, 30, leaving.signal))
  const refused: number[] = []
  for (const one of waits) void one.then(({ status }) => status === 429 && refused.push(status))
  await expect.poll(() => refused.length, { timeout: 10_000 }).toBe(10)
  leaving.abort()
  expect((await Promise.all(waits)).filter(({ status }) => status === 200)).toHaveLength(50)
  expect((await wait(api, documentId, 1)).status).toBe(200)
})
