import "server-only";
import type { Kysely } from "kysely";
import type { Schema } from "./schema";

/** Writes a row of the table of settings that the console keeps for itself, over what stood there; `value` as JSON. */
export async function putSetting(db: Kysely<Schema>, key: string, value: unknown, now: Date): Promise<void> {
  const row = { value: JSON.stringify(value), updated_at: now.toISOString(), updated_by: "console" };
  await db
    .insertInto("setting")
    .values({ key, ...row })
    .onConflict((conflict) => conflict.column("key").doUpdateSet(row))
    .execute();
}
