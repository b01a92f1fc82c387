import { expect, test } from 'vitest'
import { env } from '../env'
import { missingCors } from './cors'

test('the app’s own pages may upload', async () => {
  expect(await missingCors()).toBeNull()
})

test('what another origin lacks is named, with the rule that mends it', async () => {
  const finding = await missingCors('https://elsewhere.example.com')
  expect(finding).toContain(env().S3_BUCKET)
  expect(finding).toContain('"AllowedOrigins":["https://elsewhere.example.com"]')
})
