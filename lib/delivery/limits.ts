/** CloudFront checks a signature and asks nobody, so nothing can end a URL before its time: this is how long a revocation takes. */
export const LONGEST_CLOUDFRONT_SECONDS = 60
