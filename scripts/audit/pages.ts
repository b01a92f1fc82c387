import type pg from 'pg'

/** Below every id, those included that only an intruder would give. */
const FIRST = String(-(2n ** 63n))

/** Reads a query to its end, a page at a time, so that millions of rows need no memory. `$1` is where to go on after. */
export async function* pages<Row extends pg.QueryResultRow>(
  client: pg.Client,
  query: string,
  last: (row: Row) => string,
): AsyncGenerator<Row> {
  for (let after = FIRST; ;) {
    const { rows } = await client.query<Row>(query, [after])
    const end = rows.at(-1)
    if (!end) return
    yield* rows
    after = last(end)
  }
}
