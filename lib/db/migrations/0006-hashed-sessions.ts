import { type Kysely, sql } from "kysely";

/** From here on a session is stored by the hash of its token. Those that were stored in clear end: everybody signs in again. */
export async function up<Tables>(db: Kysely<Tables>): Promise<void> {
  await sql`delete from session`.execute(db);
}
