import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { fakeTime, finalError, passes } from './scripted-app'
import { files, ScriptedQueue } from './scripted-queue'

const CONTRACT = { documentId: 'd1', name: 'contract.pdf' }
const [file] = files(1) as [File]
let rig: ScriptedQueue

beforeEach(() => {
  fakeTime()
  rig = new ScriptedQueue()
})
afterEach(() => void vi.useRealTimers())

test('a new file for a document is begun by itself, between drops of the same moment, and named after the document', async () => {
  rig.queue.add(files(2))
  rig.queue.replace(CONTRACT, file)
  rig.queue.add(files(1))
  await passes(100)
  expect(rig.app.begun.map((batch) => batch.length)).toEqual([2, 1, 1])
  expect(rig.app.replaced).toEqual([null, 'd1', null])
  expect(rig.item(2)).toMatchObject({ name: 'New file for contract.pdf', replaces: true, state: 'uploading' })
})

test('one that the app refused is tried again as what it was, never as a document of its own', async () => {
  rig.app.beginError = finalError('A new file for this document is on its way already.')
  rig.queue.replace(CONTRACT, file)
  await passes(100)
  expect(rig.item()).toMatchObject({ state: 'failed', error: 'A new file for this document is on its way already.' })
  rig.app.beginError = null
  rig.queue.retry(rig.item().key)
  await passes(100)
  expect(rig.app.replaced).toEqual(['d1', 'd1'])
})

test('one that ended in the app is begun again as what it was', async () => {
  rig.app.signError = finalError('This upload has ended. Upload the file again.')
  rig.app.finishes.push('This upload was cancelled. Upload the file again.')
  rig.queue.adopt({ documentId: 'd1', uploadId: 'u1' }, file, CONTRACT)
  await passes(100)
  expect(rig.item()).toMatchObject({ name: 'New file for contract.pdf', state: 'failed' })
  rig.app.finishes.push('This upload was cancelled. Upload the file again.')
  rig.queue.retry(rig.item().key)
  await passes(100)
  expect(rig.app.replaced).toEqual(['d1'])
})
