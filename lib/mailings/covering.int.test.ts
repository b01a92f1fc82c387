import { afterAll, beforeAll, expect, test } from 'vitest'
import { freePort } from '../../scripts/engines/ports'
import { freshAddress, linkIn, send } from '../testing/mailings'
import { linkTerms, tokenOf } from '../testing/links'
import { MailServer } from '../testing/mail-server'
import { makePerson } from '../testing/people'
import { makeReady } from '../testing/upload'
import { createLink } from '../sharing/links/create'
import { coveringMessage } from './covering'
import { deliverDue } from './deliver'

const server = new MailServer()
beforeAll(async () => server.start(await freePort()))
afterAll(() => server.stop())

test('the reader of a mailed link finds what its sender wrote, and of other links there is nothing', async () => {
  const sender = await makePerson()
  const { documentId } = await makeReady(sender)
  const [to, another] = [freshAddress(), freshAddress()]
  await send(sender, [documentId], [to], { message: 'Please sign page 14.' })
  await send(sender, [documentId], [another])
  await deliverDue()
  const tokenFor = async (address: string) => tokenOf(linkIn((await server.to(address)).at(-1)?.text))
  expect(await coveringMessage(await tokenFor(to))).toBe('Please sign page 14.')
  expect(await coveringMessage(await tokenFor(another))).toBeNull()
  const { url } = await createLink(sender, linkTerms(documentId))
  expect(await coveringMessage(tokenOf(url))).toBeNull()
  expect(await coveringMessage('not-a-token')).toBeNull()
})
