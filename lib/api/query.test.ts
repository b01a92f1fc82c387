import { expect, test } from 'vitest'
import { z } from 'zod'
import { pageQuery, waitQuery } from './document-schema'
import { queryOf } from './query'

const at = (query: string) => `http://localhost/api/v1/documents?${query}`

test('a number that is empty is no number', () => {
  for (const query of ['limit=', 'limit=%20', 'cursor=x&limit='])
    expect(() => queryOf(at(query), z.object(pageQuery))).toThrow(expect.objectContaining({ code: 'BAD_INPUT' }))
  expect(() => queryOf(at('wait='), waitQuery)).toThrow('wait is empty')
})

test('a text may be empty, and what is given arrives as it is', () => {
  expect(queryOf(at('cursor=&limit=20'), z.object(pageQuery))).toEqual({ cursor: '', limit: '20' })
  expect(queryOf(at('unknown='), z.object(pageQuery))).toEqual({ unknown: '' })
})
