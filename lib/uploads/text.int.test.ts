import { expect, test } from 'vitest'
import { db } from '../db'
import { mint } from '../documents/mint'
import { env } from '../env'
import { makeAgent } from '../testing/agents'
import { makePerson } from '../testing/people'
import { documentOf } from '../testing/upload'
import { MAX_TEXT_BYTES, uploadText } from './text'

test('a text becomes a document on the one road to Ready', async () => {
  const { principal: agent } = await makeAgent(await makePerson())
  const text = '# Notes\n\nÄ ≠ 😀\n'
  const { documentId } = await uploadText(agent, { name: 'notes.md', text })
  const document = await documentOf(documentId)
  expect(document).toMatchObject({ status: 'READY', contentType: 'text/plain', ownerId: agent.userId })
  expect(document.uploads).toMatchObject([{ agentTokenId: agent.tokenId, state: 'DONE' }])
  expect(document.object?.key).toMatch(/^objects\//)
  expect(await (await fetch((await mint(agent, documentId)).url)).text()).toBe(text)
})

test('a text is counted in bytes, up to a mebibyte', async () => {
  const person = await makePerson()
  const { documentId } = await uploadText(person, { name: 'empty.txt', text: '' })
  expect((await documentOf(documentId)).status).toBe('READY')
  await expect(uploadText(person, { name: 'a', text: 'é'.repeat(MAX_TEXT_BYTES / 2 + 1) })).rejects.toMatchObject({
    code: 'TOO_LARGE',
  })
})

test('a store that does not take it leaves nothing behind', async () => {
  const person = await makePerson()
  const { S3_BUCKET } = env()
  Object.assign(env(), { S3_BUCKET: 'no-such-bucket' })
  const tried = uploadText(person, { name: 'a.txt', text: 'a' })
  await expect(tried.finally(() => Object.assign(env(), { S3_BUCKET }))).rejects.toMatchObject({ code: 'STORE_DOWN' })
  const [upload] = await db().upload.findMany({ where: { uploaderId: person.userId }, include: { document: true } })
  expect(upload).toMatchObject({ state: 'ABANDONED', document: { chargedBytes: 0n } })
  expect(upload?.document.deletedAt).not.toBeNull()
})

test('a bound token writes no new documents', async () => {
  const { principal } = await makeAgent(await makePerson(), { documentIds: [] })
  await expect(uploadText(principal, { name: 'a.txt', text: 'a' })).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
})
