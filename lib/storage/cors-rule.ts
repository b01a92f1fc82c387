/** What the bucket has to allow so that pages of these origins can send files to it and read the answers. */
export function corsRule(origins: string[]) {
  return {
    AllowedOrigins: origins,
    AllowedMethods: ['GET', 'HEAD', 'POST', 'PUT'],
    AllowedHeaders: ['*'],
    ExposeHeaders: ['ETag', 'Location', 'Content-Range', 'Content-Disposition', 'x-amz-checksum-sha256'],
    MaxAgeSeconds: 3600,
  }
}
