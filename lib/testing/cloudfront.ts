import { createVerify, generateKeyPairSync, type KeyObject } from 'node:crypto'

/** A key pair as Amazon wants it (RSA, 2048 bits), the private half as a setting. */
export function cloudFrontKeys(): { publicKey: KeyObject; pem: string } {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  return { publicKey, pem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() }
}

/**
 * What CloudFront does with a URL of a canned policy, by Amazon's description: takes its own parameters off, puts the rest
 * into the policy, and verifies the signature with the named key of the distribution's group.
 */
export function cloudFrontAdmits(url: string, keyGroup: ReadonlyMap<string, KeyObject>, now: number): boolean {
  const [resource = '', own = ''] = url.split(/[?&](?=Expires=)/)
  const parameters = new URLSearchParams(own)
  const [expires, id] = [Number(parameters.get('Expires')), parameters.get('Key-Pair-Id') ?? '']
  const publicKey = keyGroup.get(id)
  if (!publicKey || parameters.get('Hash-Algorithm') !== 'SHA256' || !(now < expires)) return false
  const policy = `{"Statement":[{"Resource":"${resource}","Condition":{"DateLessThan":{"AWS:EpochTime":${expires}}}}]}`
  const base64 = (parameters.get('Signature') ?? '').replaceAll('-', '+').replaceAll('_', '=').replaceAll('~', '/')
  return createVerify('RSA-SHA256').update(policy).verify(publicKey, base64, 'base64')
}
