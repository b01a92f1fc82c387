import { expect, test } from 'vitest'
import { redact } from './redact'

test.each([
  ['http://s/b/k?X-Amz-Credential=AKIA%2F2026&X-Amz-Signature=0badf00d&x-id=GetObject', ['AKIA', '0badf00d']],
  ['{"X-Amz-Signature":"0badf00d","Policy":"eyJleHBpcmF0aW9uIjoiMjAyNi0xMSJ9"}', ['0badf00d', 'eyJleHBp']],
  ['{"authorization":"Bearer s3cr3t-token"}', ['s3cr3t']],
  ['GET /settings/agents?q=cs_agent_0123456789abcdefghijkl_S3cr3tS3cr3t 200', ['S3cr3t']],
  ['GET /reset/AbCdEfGhIjKlMnOpQrStUv 200', ['AbCdEfGhIj']],
  ['opened /s/AbCdEfGhIjKlMnOpQrStUv', ['AbCdEfGhIj']],
  ['http://edge/d?ticket=WzEsIm9iamVjdHMv.c2lnbmF0dXJl', ['WzEs', 'c2ln']],
  ['https://d1.cloudfront.net/objects/x?Expires=1&Key-Pair-Id=K1&Signature=abc~def__', ['abc~def']],
  ['{"msg":"{\\"X-Amz-Signature\\":\\"0badf00d\\"}"}', ['0badf00d']],
])('%s loses what grants access', (line, secrets) => {
  const written = redact(line)
  for (const secret of secrets) expect(written).not.toContain(secret)
  expect(written).toContain('[redacted]')
})

test('an ordinary line stays as it is', () => {
  const line = '{"level":30,"documentId":"0193","msg":"an upload settled"}'
  expect(redact(line)).toBe(line)
})
