import 'server-only'
import { z } from 'zod'
import { toAccess } from '../../api/answers/way'
import { getAccess } from '../../api/contracts/sharing'
import { whoCanOpen as waysInto } from '../../sharing/ways/who-can-open'
import { answerOf } from '../answer-of'
import { tool } from '../tool'

/** A document that was mailed to a thousand people has as many ways in, which is more than a model should have to read. */
const USUAL = 100

export const whoCanOpen = tool({
  name: 'who_can_open',
  title: 'See who can open a document',
  description:
    'Every way into a document that stands, with its reason: people, groups, links, agents and URLs that were handed out. `kind` and `id` of one are what revoke_share takes. Look at `total`: there may be more than are shown.',
  scope: 'shares:read',
  input: getAccess.params!.extend({
    skip: z.int().min(0).default(0).meta({ description: 'How many to leave out, to read on.' }),
    limit: z.int().min(1).max(1000).default(USUAL).meta({ description: 'How many at most.' }),
  }),
  output: answerOf(getAccess, 200).extend({ total: z.int().meta({ description: 'How many there are.' }) }),
  hints: { readOnlyHint: true, openWorldHint: false },
  run: async (principal, { id, skip, limit }) => {
    const { asOf, ways } = await waysInto(principal, id)
    return { documentId: id, asOf, ways: ways.slice(skip, skip + limit).map(toAccess), total: ways.length }
  },
})
