/** `<Code>` of an S3 error answer, null when the text is something else (a proxy's page, nothing). */
export function s3ErrorCode(text: string): string | null {
  return /<Error\b[^]*?<Code>([A-Za-z0-9.]{1,64})<\/Code>/.exec(text)?.[1] ?? null
}
