import { expect, test } from 'vitest'
import { inheritedMessage, removedMessage, transferredMessage } from './handed-over'

const administrator = 'Legal'

test('an owner is told who has the document now, and what is left to them', () => {
  const told = { fileName: 'plan.pdf', newOwner: 'Finance', administrator }
  expect(transferredMessage({ ...told, keepsEditing: true }).text).toBe(
    'Legal, an administrator, made Finance the owner of “plan.pdf”, which was yours.\n\nYou can go on changing it.\n',
  )
  expect(transferredMessage({ ...told, keepsEditing: false }).text).toContain('You cannot open it any more')
})

test('an heir and a former member are told what became of the documents', () => {
  const url = 'https://files.example.org/documents'
  expect(
    inheritedMessage({ formerOwner: 'Former owner', documents: 1, administrator, documentsUrl: url }).text,
  ).toContain('removed Former owner and made you the owner of 1 document.')
  const removed = removedMessage({ administrator, documents: 12, heir: 'New owner', host: 'files.example.org' })
  expect(removed.subject).toBe('You were removed from Countersign at files.example.org')
  expect(removed.text).toContain('The owner of your 12 documents is New owner now.')
  expect(removedMessage({ administrator, documents: 0, heir: null, host: 'x' }).text).not.toContain('owner of')
})

test('names are neither markup nor headers', () => {
  const { subject, html, text } = transferredMessage({
    fileName: '<img src=x>\r\nBcc: all@example.org',
    newOwner: '<b>',
    administrator: '&',
    keepsEditing: true,
  })
  expect(html).not.toMatch(/<img|<b>/)
  expect(subject).not.toMatch(/[\r\n]/)
  expect(text).not.toMatch(/^Bcc/m)
})
