import { expect, test } from 'vitest'
import type { UploadState } from '@/lib/upload-client/queue'
import { FEW, inOrder } from './line-order'
import { uploadItem } from './upload-item'

const items = (...states: UploadState[]) => states.map((state, index) => uploadItem({ key: `${index}`, state }))
const keys = (some: readonly { key: string }[]) => some.map(({ key }) => key)

test('a few stay in their order, except what was cancelled', () => {
  expect(keys(inOrder(items('done', 'cancelled', 'waiting')))).toEqual(['0', '2'])
})

test('of many, those that need eyes come first, each kind in its order', () => {
  const many = items(
    ...Array<UploadState>(FEW).fill('done'),
    'waiting',
    'uploading',
    'cancelled',
    'failed',
    'paused',
    'waiting',
  )
  const first = keys(inOrder(many)).slice(0, 6)
  expect(first).toEqual(['43', '41', '44', '40', '45', '0'])
  expect(inOrder(many)).toHaveLength(FEW + 5)
})
