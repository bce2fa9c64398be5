import { type Kysely, sql } from "kysely";
import type { Role } from "@/lib/auth/permissions";
import { isSqlite } from "@/lib/db/dialect";
import type { Schema } from "@/lib/db/schema";
import { agentOf } from "@/lib/operations/world.fixture";

/** An account of this role, as it signs in. */
export async function addAccount(db: Kysely<Schema>, role: Role, id = `test-${role}`, email = `${id}@example.com`) {
  const agent = { ...agentOf(role, id), email };
  const at = new Date(0).toISOString();
  const verified = isSqlite(db) ? sql`1` : sql`true`;
  await sql`insert into "user" ("id", "name", "email", "role", "emailVerified", "createdAt", "updatedAt")
    values (${id}, ${id}, ${email}, ${role}, ${verified}, ${at}, ${at})`.execute(db);
  return agent;
}

/** One account of each role that may ask or decide. */
export const addTeam = async (db: Kysely<Schema>) => ({
  mia: await addAccount(db, "agent", "mia"),
  lena: await addAccount(db, "lead", "lena"),
  adam: await addAccount(db, "admin", "adam"),
});
