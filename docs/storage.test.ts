import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { corsRule } from '@/lib/storage/cors-rule'

test('the CORS rule of the guide is the one that the server asks for', () => {
  const [, json] = /```json\n(\{\s+"CORSRules"[\s\S]*?)```/.exec(readFileSync('docs/storage.md', 'utf8')) ?? []
  expect(JSON.parse(json ?? '')).toEqual({ CORSRules: [corsRule(['https://files.example.org'])] })
})
