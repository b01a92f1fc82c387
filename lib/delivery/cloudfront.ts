import 'server-only'
import { getSignedUrl } from '@aws-sdk/cloudfront-signer'
import { env } from '../env'
import { servedAs } from '../storage/served-as'
import { endOf, type DeliveredUrl, type Minted } from './delivered'
import { LONGEST_CLOUDFRONT_SECONDS } from './limits'

/**
 * A URL of a CloudFront distribution before the bucket, signed with a canned policy (Amazon, “Create a signed URL using a
 * canned policy”): it names one URL, its query included, and one end.
 */
export function deliverByCloudFront(minted: Minted, from: Date): DeliveredUrl {
  const { CLOUDFRONT_URL, CLOUDFRONT_KEY_PAIR_ID: keyPairId, CLOUDFRONT_PRIVATE_KEY: privateKey } = env()
  if (!CLOUDFRONT_URL || !keyPairId || !privateKey) throw new Error('DELIVERY is cloudfront without CLOUDFRONT_*')
  const expiresAt = endOf({ ...minted, seconds: Math.min(minted.seconds, LONGEST_CLOUDFRONT_SECONDS) }, from)
  const { disposition, type } = servedAs(minted)
  const query = new URLSearchParams({
    'response-content-disposition': disposition,
    'response-content-type': type,
  })
  const url = getSignedUrl({
    // The bucket reads `+` as itself, not as a blank.
    url: `${CLOUDFRONT_URL}/${minted.key}?${query.toString().replaceAll('+', '%20')}`,
    keyPairId,
    privateKey,
    dateLessThan: new Date(Math.floor(expiresAt.getTime() / 1000) * 1000),
    algorithm: 'SHA256',
  })
  return { how: 'cloudfront', url, expiresAt }
}
