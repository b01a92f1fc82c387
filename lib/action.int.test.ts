import { redirect } from 'next/navigation'
import { expect, it, vi } from 'vitest'
import { z } from 'zod'
import { parse, requireAdmin, run } from './action'
import { AppError } from './errors'
import { makePerson } from './testing/people'

const schema = z.object({ name: z.string({ error: 'Give it a name.' }), count: z.number() })
const input = { name: 'a', count: 1 }
const nobody = async (): Promise<never> => {
  throw new AppError('SIGNED_OUT')
}

it('answers what the handler made', async () => {
  const me = await makePerson()
  const answer = await run(
    async () => me,
    schema,
    async ({ name }, who) => `${name} ${who.userId}`,
    input,
  )
  expect(answer).toEqual({ ok: true, data: `a ${me.userId}` })
})

it('does not look at the input and does not work for nobody', async () => {
  const handler = vi.fn()
  expect(await run(nobody, schema, handler, 'garbage')).toMatchObject({ ok: false, code: 'SIGNED_OUT' })
  expect(handler).not.toHaveBeenCalled()
})

it('turns members away from what is for administrators', async () => {
  const [member, admin] = [await makePerson('MEMBER'), await makePerson('ADMIN')]
  const handler = vi.fn(async () => null)
  expect(await run(async () => requireAdmin(member), schema, handler, input)).toMatchObject({
    ok: false,
    code: 'NOT_ALLOWED',
  })
  expect(handler).not.toHaveBeenCalled()
  expect(await run(async () => requireAdmin(admin), schema, handler, input)).toMatchObject({ ok: true })
})

it('says what the schema says, and a general sentence where it says nothing', () => {
  expect(() => parse(schema, { count: 1 })).toThrow('Give it a name.')
  expect(() => parse(schema, { name: 'a', count: 'x' })).toThrow('Something in the request is not right.')
  expect(() => parse(schema, null)).toThrow('Something in the request is not right.')
})

it('tells nothing of an error that was not meant for the person', async () => {
  const secret = async () => {
    throw new Error('password authentication failed for user "countersign" at 10.0.0.7')
  }
  const answer = await run(async () => null, schema, secret, input)
  expect(answer).toMatchObject({ ok: false, code: 'INTERNAL' })
  expect(JSON.stringify(answer)).not.toContain('10.0.0.7')
})

it('lets Next’s own signals pass', async () => {
  await expect(
    run(
      async () => null,
      schema,
      async () => redirect('/documents'),
      input,
    ),
  ).rejects.toThrow('NEXT_REDIRECT')
})
