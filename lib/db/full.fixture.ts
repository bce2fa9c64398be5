import { type Kysely, sql } from "kysely";
import { isSqlite } from "./dialect";
import type { Schema } from "./schema";

const SAYS = "database or disk is full";

/** From now on the database takes none of these, such as "insert on audit_event", where `when` is true of `new`. */
export async function fillUp(db: Kysely<Schema>, event: string, when = "true"): Promise<void> {
  if (isSqlite(db)) {
    const refuse = `begin select raise(abort, '${SAYS}'); end`;
    await sql.raw(`create trigger full_up before ${event} when ${when} ${refuse}`).execute(db);
    return;
  }
  const refuse = `begin raise exception '${SAYS}' using errcode = 'disk_full'; end`;
  await sql.raw(`create function full_up() returns trigger language plpgsql as $$ ${refuse} $$`).execute(db);
  await sql
    .raw(`create trigger full_up before ${event} for each row when (${when}) execute function full_up()`)
    .execute(db);
}

/** Takes again what `fillUp` let it take no more. */
export async function makeRoom(db: Kysely<Schema>): Promise<void> {
  await sql.raw(isSqlite(db) ? "drop trigger full_up" : "drop function full_up() cascade").execute(db);
}
