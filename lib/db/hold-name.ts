import "server-only";
import { sql, type Transaction } from "kysely";
import { isSqlite } from "./dialect";
import type { Schema } from "./schema";

/** Nobody else who asks for this name goes on until the transaction ends; on SQLite it holds the whole file already. */
export async function holdName(trx: Transaction<Schema>, name: string): Promise<void> {
  if (!isSqlite(trx)) await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`.execute(trx);
}
