import type { PostTarget, SendOutcome } from './send'
import { transfer, type TransferOptions } from './transfer'

/**
 * Sends a file with one presigned POST. Never throws.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/RESTObjectPOST.html
 */
export function post({ url, fields }: PostTarget, file: Blob, options: TransferOptions): Promise<SendOutcome> {
  return transfer({ method: 'POST', url, headers: {}, body: form(fields, file), size: file.size }, options)
}

function form(fields: Record<string, string>, file: Blob): FormData {
  const data = new FormData()
  for (const [name, value] of Object.entries(fields)) data.append(name, value)
  // S3 ignores every field after the file. The name is ours, so that no odd one gets into a header of the form.
  data.append('file', file, 'file')
  return data
}
