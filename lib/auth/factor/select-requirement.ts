import "server-only";
import { type Kysely, sql } from "kysely";
import { isSqlite } from "@/lib/db/dialect";
import type { Schema } from "@/lib/db/schema";
import { SETTINGS_KEY } from "@/lib/settings/key";
import type { Requirement } from "@/lib/settings/second-factor";

/** Of whom the settings as they are saved ask a second factor: a part of a statement, null while nobody saved any. */
export function selectRequirement(db: Kysely<Schema>) {
  const at = isSqlite(db)
    ? sql<Requirement | null>`json_extract("value", '$.secondFactor')`
    : sql<Requirement | null>`"value"::json ->> 'secondFactor'`;
  return db.selectFrom("setting").select(at.as("requirement")).where("key", "=", SETTINGS_KEY);
}
