import { expect, test } from 'vitest'
import { s3ErrorCode } from './s3-error'

test('reads the code of an S3 error', () => {
  const text =
    '<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>EntityTooLarge</Code><Message>Your proposed upload exceeds the maximum allowed size</Message></Error>'
  expect(s3ErrorCode(text)).toBe('EntityTooLarge')
})

test('takes nothing from other answers', () => {
  expect(s3ErrorCode('')).toBeNull()
  expect(s3ErrorCode('<html><title>502 Bad Gateway</title></html>')).toBeNull()
  expect(s3ErrorCode('<Code>AccessDenied</Code>')).toBeNull()
  expect(s3ErrorCode('<Error><Code><script>alert(1)</script></Code></Error>')).toBeNull()
  expect(s3ErrorCode(`<Error><Code>${'A'.repeat(65)}</Code></Error>`)).toBeNull()
})
