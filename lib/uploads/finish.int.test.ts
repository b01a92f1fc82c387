import { afterEach, expect, test } from 'vitest'
import { rejectionSentence } from '../documents/rejection'
import { onFaultPoint } from '../fault-point'
import { makePerson } from '../testing/people'
import { beginOne, sendForm } from '../testing/upload'
import { abandonUpload } from './abandon'
import { arrive } from './arrive'
import { finishUpload } from './finish'
import { rejectLate, settle } from './settle'
import { signUpload } from './sign'

afterEach(() => onFaultPoint(null))

test('an upload that became READY says so whenever it is asked, although it is no longer signed', async () => {
  const person = await makePerson()
  const { uploadId, plan } = await beginOne(person, 4)
  expect(await finishUpload(person, uploadId)).toEqual({ arrived: false, reason: null })
  await sendForm(plan, 'four')
  expect(await settle(uploadId)).toBe('ready')
  await expect(signUpload(person, uploadId)).rejects.toMatchObject({ code: 'CONFLICT' })
  expect(await finishUpload(person, uploadId)).toEqual({ arrived: true })
})

test('who asks while the notification settles it, and deletes what was staged, hears that it arrived', async () => {
  const person = await makePerson()
  const { uploadId, plan } = await beginOne(person, 4)
  await sendForm(plan, 'four')
  let settled: string | null = null
  onFaultPoint(async (point) => {
    if (point !== 'settle.awaited' || settled !== null) return
    settled = 'begun'
    settled = await arrive(plan.fields.key ?? '')
  })
  expect(await finishUpload(person, uploadId)).toEqual({ arrived: true })
  expect(settled).toBe('ready')
})

test('an upload that ended otherwise has not arrived, and says why', async () => {
  const person = await makePerson()
  const [late, gone] = [await beginOne(person, 4), await beginOne(person, 4)]
  await rejectLate(late.uploadId)
  await abandonUpload(person, gone.uploadId)
  expect(await finishUpload(person, late.uploadId)).toEqual({ arrived: false, reason: rejectionSentence('late') })
  expect(await finishUpload(person, gone.uploadId)).toEqual({
    arrived: false,
    reason: 'This upload was cancelled. Upload the file again.',
  })
})
