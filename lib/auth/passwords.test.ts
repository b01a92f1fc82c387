import { expect, it } from 'vitest'
import { hashPassword, verifyPassword } from './passwords'

it('hashes with argon2id and the parameters that OWASP names', async () => {
  expect(await hashPassword('correct horse battery')).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
})

it('salts each hash', async () => {
  expect(await hashPassword('correct horse battery')).not.toBe(await hashPassword('correct horse battery'))
})

it('knows the right password, in either Unicode form, and no other', async () => {
  const hash = await hashPassword('caf\u00e9 au lait noir')
  expect(await verifyPassword(hash, 'cafe\u0301 au lait noir')).toBe(true)
  expect(await verifyPassword(hash, 'cafe au lait noir')).toBe(false)
  expect(await verifyPassword(hash, '')).toBe(false)
})

it('matches nothing where there is no hash, after the same work', async () => {
  const hash = await hashPassword('correct horse battery')
  expect(await verifyPassword(null, 'correct horse battery')).toBe(false)
  const [absent, wrong]: [number[], number[]] = [[], []]
  for (let round = 0; round < 9; round++) {
    absent.push(await timeOf(null))
    wrong.push(await timeOf(hash))
  }
  // The quickest of each is the least disturbed by whatever else this machine does.
  expect(Math.min(...absent) / Math.min(...wrong)).toBeGreaterThan(0.5)
  expect(Math.min(...absent) / Math.min(...wrong)).toBeLessThan(2)
})

async function timeOf(hash: string | null): Promise<number> {
  const start = performance.now()
  await verifyPassword(hash, 'not the password')
  return performance.now() - start
}
