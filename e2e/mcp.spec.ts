import { createHash, randomUUID } from 'node:crypto'
import type { Client } from '@modelcontextprotocol/client'
import pg from 'pg'
import { call, connect, ERAS, refusal } from '../lib/testing/mcp.ts'
import { ALL_SCOPES, createAgentToken, tokenOf } from './agent-token.ts'
import { WebClient } from './chaos/web-client.ts'
import { expect, test } from './fixtures.ts'
import { freshAddress } from './links.ts'
import { linksOf } from './sending.ts'
import { mailTo } from './mail.ts'
import { bring, bytesOf } from './mcp.ts'
import { sql } from './person.ts'
import { startServerOfItsOwn } from './server-of-its-own.ts'
import { setting } from './settings.ts'

// The official client drives every tool and the resources against the running server.

const endpoint = (base = setting('APP_URL')) => `${base}/api/mcp`
const INITIALIZE = {
  jsonrpc: '2.0',
  id: 1,
  method: 'initialize',
  params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'test', version: '1' } },
}

for (const era of ERAS) {
  test(`an agent uploads, finds, reads, shares and revokes (${era} protocol)`, async ({ newPerson }) => {
    const [owner, member] = [await newPerson(), await newPerson()]
    const [mine, theirs] = [await createAgentToken(owner), await createAgentToken(member)]
    const client = await connect(endpoint(), mine.token, { era })
    const other = await connect(endpoint(), theirs.token, { era })
    expect((await client.listTools()).tools.map(({ name }) => name)).toEqual([
      'search_documents',
      'get_document',
      'get_download_url',
      'begin_upload',
      'finish_upload',
      'upload_text',
      'who_can_open',
      'share_document',
      'revoke_share',
      'send_by_mail',
    ])

    const document = await bring(client, 'agreement.txt', 'What was agreed.')
    expect(document).toMatchObject({ status: 'ready', contentType: 'text/plain', size: 16, role: 'owner' })
    const { id } = document
    const found = await call<{ documents: { id: string }[] }>(client, 'search_documents', { search: 'AGREE' })
    expect(found.documents.map((one) => one.id)).toEqual([id])
    expect(await bytesOf(client, id)).toBe('What was agreed.')

    const notes = await call<{ id: string }>(client, 'upload_text', { name: 'notes.md', text: '# Notes\n' })
    await call(client, 'get_document', { id: notes.id, wait: 20 })
    const { resources } = await client.listResources()
    expect(resources.map(({ name }) => name)).toEqual(['notes.md', 'agreement.txt'])
    const { contents } = await client.readResource({ uri: resources[1]!.uri })
    expect(contents).toEqual([expect.objectContaining({ mimeType: 'text/plain', text: 'What was agreed.' })])

    expect(await refusal(other, 'get_download_url', { id })).toMatchObject({ code: 'NOT_FOUND' })
    const { grant } = await call<{ grant: { id: string } }>(client, 'share_document', {
      id,
      grant: { to: { email: member.email } },
    })
    expect(await bytesOf(other, id)).toBe('What was agreed.')
    const { ways } = await call<{ ways: { kind: string; id: string }[] }>(client, 'who_can_open', { id })
    const way = ways.find((one) => one.id === grant.id)
    expect(await call(client, 'revoke_share', { ways: [{ kind: way!.kind, id: way!.id }] })).toMatchObject({
      grants: 1,
    })
    expect(await refusal(other, 'get_download_url', { id })).toMatchObject({ code: 'NOT_FOUND' })
    await expect(other.readResource({ uri: resources[1]!.uri })).rejects.toThrow(/no such document/)
    await Promise.all([client.close(), other.close()])
  })
}

test('what an agent may not do comes back as a sentence and a cure', async ({ newPerson }) => {
  const [owner, viewer] = [await newPerson(), await newPerson()]
  const all = await connect(endpoint(), (await createAgentToken(owner)).token)
  const { id } = await bring(all, 'plan.txt', 'The plan.')
  const { id: elsewhere } = await bring(all, 'other.txt', 'Another.')
  const clientWith = async (of: typeof owner, shape: Parameters<typeof createAgentToken>[1]) =>
    connect(endpoint(), (await createAgentToken(of, shape)).token)

  const reader = await clientWith(owner, { scopes: ['documents:read'] })
  expect((await reader.listTools()).tools.map(({ name }) => name)).toEqual([
    'search_documents',
    'get_document',
    'get_download_url',
  ])
  for (const [name, input, scope] of [
    ['upload_text', { name: 'a.txt', text: 'a' }, 'documents:write'],
    ['who_can_open', { id }, 'shares:read'],
    ['share_document', { id, link: {} }, 'shares:write'],
  ] as const)
    expect(await refusal(reader, name, input)).toMatchObject({ code: 'SCOPE_MISSING', scope, cure: expect.any(String) })

  const bound = await clientWith(owner, { documentIds: [id] })
  expect(await bytesOf(bound, id)).toBe('The plan.')
  expect(await refusal(bound, 'get_document', { id: elsewhere })).toMatchObject({ code: 'NOT_FOUND' })
  expect(await refusal(bound, 'upload_text', { name: 'a.txt', text: 'a' })).toMatchObject({ code: 'NOT_ALLOWED' })

  await call(all, 'share_document', { id, grant: { to: { userId: viewer.id }, viewOnly: true } })
  const viewing = await clientWith(viewer, {})
  expect(await refusal(viewing, 'get_download_url', { id })).toMatchObject({
    code: 'NOT_ALLOWED',
    message: expect.stringContaining('“inline”'),
  })

  expect(await refusal(all, 'upload_text', { name: 'a.txt', text: 'x'.repeat(1024 ** 2 + 1) })).toMatchObject({
    code: 'TOO_LARGE',
  })
  expect(await refusal(all, 'get_document', { id: 'the plan' })).toMatchObject({ code: 'BAD_INPUT' })
  expect(await refusal(all, 'share_document', { id, link: {} })).toMatchObject({ code: 'OUTSIDE_OFF' })
  const mail = { documentIds: [id], recipients: ['somebody@example.org'] }
  expect(await refusal(all, 'send_by_mail', mail)).toMatchObject({ code: 'OUTSIDE_OFF' })
  await Promise.all([all, reader, bound, viewing].map((client) => client.close()))
})

test('a token that is revoked, or whose person is disabled, ends in the middle', async ({ newPerson }) => {
  const person = await newPerson()
  const [one, two] = [await createAgentToken(person), await createAgentToken(person)]
  const clients = await Promise.all([one, two].map(({ token }) => connect(endpoint(), token)))
  for (const client of clients) await call(client, 'search_documents', {})
  const dead = (client: Client) =>
    expect(client.callTool({ name: 'search_documents', arguments: {} })).rejects.toThrow(/401/)
  await sql('UPDATE "AgentToken" SET "revokedAt" = now() WHERE id = $1', [one.id])
  await dead(clients[0]!)
  await call(clients[1]!, 'search_documents', {})
  await sql('UPDATE "User" SET "disabledAt" = now() WHERE id = $1', [person.id])
  await dead(clients[1]!)
})

test('who comes without a token finds out where tokens are made', async ({ newPerson, request }) => {
  const post = (headers: Record<string, string> = {}) =>
    request.post(endpoint(), {
      data: INITIALIZE,
      headers: { accept: 'application/json, text/event-stream', ...headers },
    })
  const refused = await post()
  expect(refused.status()).toBe(401)
  const challenge = refused.headers()['www-authenticate'] ?? ''
  expect(challenge).toMatch(/^Bearer realm="Countersign", resource_metadata="[^"]+"$/)
  const metadata = await request.get(/resource_metadata="([^"]+)"/.exec(challenge)?.[1] ?? '')
  expect(await metadata.json()).toEqual({
    resource: endpoint(),
    resource_name: 'Countersign',
    scopes_supported: [...ALL_SCOPES],
    bearer_methods_supported: ['header'],
    resource_documentation: `${setting('APP_URL')}/api/v1/docs`,
  })
  const root = await request.get('/.well-known/oauth-protected-resource')
  expect(await root.json()).toMatchObject({ resource: setting('APP_URL') })
  // There is no authorization server, and nothing that a client could take for one.
  for (const path of ['/.well-known/oauth-authorization-server', '/.well-known/openid-configuration', '/register'])
    expect((await request.get(path)).status(), path).toBe(404)
  await expect(connect(endpoint(), '')).rejects.toThrow(/401/)

  const person = await newPerson()
  const browser = new WebClient(setting('APP_URL'))
  expect(await browser.signIn(person)).toBe(200)
  expect((await post({ cookie: browser.cookie })).status()).toBe(401)
  const authorization = `Bearer ${(await createAgentToken(person)).token}`
  expect((await post({ authorization, origin: 'https://evil.example' })).status()).toBe(403)
  expect((await post({ authorization })).status()).toBe(200)
  for (const method of ['GET', 'DELETE'])
    expect((await request.fetch(endpoint(), { method, headers: { authorization } })).status()).toBe(405)
})

test('where the policy lets agents share outside, they make links and send mail', async () => {
  test.setTimeout(120_000)
  // On a server of its own: the policy is everybody's.
  const email = 'administrator@example.org'
  const server = await startServerOfItsOwn(test.info().outputDir, {
    ADMIN_EMAIL: email,
    ADMIN_PASSWORD: 'a quiet horse eats hay',
    RECONCILE_INTERVAL: '2',
  })
  const database = new pg.Client({ connectionString: server.databaseUrl })
  await database.connect()
  const id = randomUUID()
  const token = tokenOf(id)
  await database.query(
    `INSERT INTO "AgentToken" (id, "userId", name, "secretHash", scopes, "expiresAt")
     SELECT $1, u.id, 'Agent', $2, $3, now() + interval '1 hour' FROM "User" u WHERE u.email = $4`,
    [id, createHash('sha256').update(token).digest(), ALL_SCOPES, email],
  )
  await database.query('UPDATE "SharingPolicy" SET "agentsShareOutside" = true')
  const client = await connect(endpoint(server.url), token)
  const document = await bring(client, 'offer.txt', 'Our offer.')

  const { link } = await call<{ link: { id: string; url: string } }>(client, 'share_document', {
    id: document.id,
    link: { label: 'For the press', password: 'a quiet horse' },
  })
  expect((await fetch(link.url)).status).toBe(200)
  const recipient = freshAddress()
  const sent = await call(client, 'send_by_mail', {
    documentIds: [document.id],
    recipients: [recipient],
    message: 'Hello.',
  })
  expect(sent).toMatchObject({ recipients: 1, delivery: 'app' })
  const [mailed] = linksOf(await mailTo(recipient))
  expect((await fetch(mailed!)).status).toBe(200)

  const { ways } = await call<{ ways: { kind: string; id: string }[] }>(client, 'who_can_open', { id: document.id })
  const links = ways.filter(({ kind }) => kind === 'link').map(({ kind, id }) => ({ kind, id }))
  expect(links).toHaveLength(2)
  expect(await call(client, 'revoke_share', { ways: links })).toMatchObject({ links: 2 })
  expect((await fetch(link.url)).status).toBe(404)
  await client.close()
  await database.end()
  await server.stop()
})
