import { expect, test } from 'vitest'
import { linkTerms, shareByLink, stranger } from '../../testing/links'
import { makePerson } from '../../testing/people'
import { makeReady } from '../../testing/upload'
import { openLink } from '../gate/open'
import { createLink } from './create'
import { listLinks } from './list'

test('without a mail server links open, and what needs mail is refused with the name of the setting', async () => {
  const { token, owner, documentId } = await shareByLink({ password: 'open sesame' })
  await expect(openLink(token, stranger(), 'attachment')).rejects.toMatchObject({ code: 'NOT_FOUND' })
  const open = await shareByLink()
  await expect(openLink(open.token, stranger(), 'attachment')).resolves.toMatchObject({ how: 'direct' })
  expect((await listLinks(owner, documentId)).terms.mail).toBe(false)
})

test.each([{ recipients: ['a@example.com'] }, { notifyOnOpen: true }])('%j is refused', async (terms) => {
  const owner = await makePerson()
  const { documentId } = await makeReady(owner)
  await expect(createLink(owner, linkTerms(documentId, terms))).rejects.toMatchObject({
    code: 'MAIL_OFF',
    message: expect.stringContaining('SMTP_URL'),
  })
})
