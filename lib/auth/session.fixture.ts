import type { Kysely } from "kysely";
import { isSqlite } from "@/lib/db/dialect";
import type { Schema } from "@/lib/db/schema";

/** A session that this account has opened just now, for half an hour, as it is kept. Answers its id. */
export async function addSession(db: Kysely<Schema>, userId: string): Promise<string> {
  const now = Date.now();
  const moment = (at: number) => (isSqlite(db) ? new Date(at).toISOString() : new Date(at));
  const session = { id: crypto.randomUUID(), userId, token: crypto.randomUUID(), userAgent: null, confirmedAt: null };
  const [createdAt, expiresAt] = [moment(now), moment(now + 30 * 60_000)];
  await db
    .insertInto("session")
    .values({ ...session, createdAt, updatedAt: createdAt, expiresAt })
    .execute();
  return session.id;
}
