import { db } from '../db'

/** While it runs, every mint waits between its permission and its insert, as long as it takes somebody else to revoke. */
export async function pausingMints(work: () => Promise<void>): Promise<void> {
  await db().$executeRawUnsafe(`
    CREATE FUNCTION pause_before_insert() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN PERFORM pg_sleep(0.4); RETURN NEW; END $$`)
  await db().$executeRawUnsafe(`
    CREATE TRIGGER pause BEFORE INSERT ON "IssuedUrl" FOR EACH ROW EXECUTE FUNCTION pause_before_insert()`)
  try {
    await work()
  } finally {
    await db().$executeRawUnsafe('DROP FUNCTION pause_before_insert CASCADE')
  }
}
