import { UnrecognizedActionError } from 'next/dist/client/components/unrecognized-action-error'
import { beforeEach, expect, test } from 'vitest'
import { callAction } from './call-action'
import { endSignedOut, tabTrouble } from './tab-state'

beforeEach(() => endSignedOut())

test('an answer is passed on', async () => {
  expect(await callAction(async () => ({ ok: true, data: 7 }))).toEqual({ ok: true, data: 7 })
  expect(tabTrouble()).toBeNull()
})

test('a server that does not answer becomes one sentence', async () => {
  const outcome = await callAction(async () => {
    throw new TypeError('Failed to fetch')
  })
  expect(outcome).toEqual({
    ok: false,
    code: null,
    message: 'Countersign does not answer. Check your connection and try again.',
  })
})

test('being signed out concerns the whole tab, until an answer comes again', async () => {
  await callAction(async () => ({ ok: false, code: 'SIGNED_OUT', message: 'You are signed out.' }))
  expect(tabTrouble()).toBe('signed-out')
  await callAction(async () => ({ ok: true, data: null }))
  expect(tabTrouble()).toBeNull()
})

test('an action of an older build says that the page has to be loaded again, and stays said', async () => {
  const outcome = await callAction(async () => {
    throw new UnrecognizedActionError('Server Action was not found')
  })
  expect(outcome).toMatchObject({ ok: false, code: 'UPDATED' })
  await callAction(async () => ({ ok: true, data: null }))
  expect(tabTrouble()).toBe('updated')
})
