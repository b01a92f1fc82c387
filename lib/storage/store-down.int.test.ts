import { expect, test } from 'vitest'
import { internalClient } from './clients'
import { copyObject, deleteObject, headObject, readStart } from './objects'

// A store that is there but sick: what it answers is never taken for “absent”.
test('a store that cannot be reached is STORE_DOWN everywhere, never “not found”', async () => {
  const { config } = internalClient()
  const { endpoint } = config
  config.endpoint = async () => ({ protocol: 'http:', hostname: '127.0.0.1', port: 9, path: '/' })
  try {
    const calls = [
      headObject('incoming/x'),
      copyObject({ key: 'incoming/x', etag: '"x"', size: 1 }, 'objects/x'),
      deleteObject('incoming/x'),
      readStart('incoming/x', 1),
    ]
    for (const outcome of await Promise.allSettled(calls)) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'STORE_DOWN' } })
    }
  } finally {
    if (endpoint) config.endpoint = endpoint
  }
})
