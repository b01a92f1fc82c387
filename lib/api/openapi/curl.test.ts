import { expect, it } from 'vitest'
import { openApi } from '../openapi'
import { curlOf } from './curl'

const document = openApi('https://countersign.example.org')
const curl = (method: string, path: string) => curlOf(document, method, path, document.paths[path]![method]!)

it('reads without a word more than is needed', () =>
  expect(curl('get', '/documents/{id}')).toBe(
    `curl 'https://countersign.example.org/api/v1/documents/<id>' \\\n  -H "Authorization: Bearer $TOKEN"`,
  ))

it('sends what a body must have', () => {
  const [, body] = /-d '([\s\S]+)'$/.exec(curl('post', '/documents')) ?? []
  expect(JSON.parse(body!)).toEqual({ name: 'text', size: 1 })
})
