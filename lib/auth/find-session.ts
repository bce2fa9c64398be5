import "server-only";
import type { CompiledQuery, Kysely } from "kysely";
import type { Schema } from "@/lib/db/schema";
import { selectRequirement } from "./factor/select-requirement";
import { hashToken } from "./one-time-token";

const build = (db: Kysely<Schema>, tokenHash: string) =>
  db
    .selectFrom("session")
    .innerJoin("user", "user.id", "session.userId")
    .leftJoin("second_factor", "second_factor.user_id", "user.id")
    .leftJoin("elevation", (join) =>
      join
        .onRef("elevation.user_id", "=", "user.id")
        .onRef("elevation.session_id", "=", "session.id")
        .onRef("elevation.role", "=", "user.role")
        .on("elevation.ended_at", "is", null),
    )
    .select(["elevation.id as elevationId", "elevation.ends_at as elevatedUntil", "elevation.reason as elevatedFor"])
    .select(["user.id", "user.email", "user.name", "user.role", "user.disabledAt"])
    .select(["session.id as sessionId", "session.updatedAt", "session.expiresAt"])
    .select(["session.createdAt", "session.confirmedAt"])
    .select(["second_factor.user_id as factorOf", selectRequirement(db).as("requirement")])
    // Only a password leaves a second factor to ask for: one-click accounts and single sign-on have none.
    .select(({ selectFrom }) =>
      selectFrom("account")
        .select("account.userId")
        .whereRef("account.userId", "=", "user.id")
        .where("account.password", "is not", null)
        .limit(1)
        .as("passwordOf"),
    )
    .where("session.token", "=", tokenHash);

export type Found = Awaited<ReturnType<ReturnType<typeof build>["execute"]>>[number];

const TOKEN = "the token that is asked for";
const statements = new WeakMap<Kysely<Schema>, CompiledQuery>();

/**
 * The session of this token with its account, by one statement, which better-auth's getSession takes several and twenty times
 * as long for: it is asked at every request. To put the statement together takes as long as to ask it, so that is done once.
 */
export async function findSession(db: Kysely<Schema>, token: string) {
  const statement = statements.get(db) ?? build(db, TOKEN).compile();
  statements.set(db, statement);
  const hash = hashToken(token);
  const parameters = statement.parameters.map((each) => (each === TOKEN ? hash : each));
  return (await db.executeQuery<Found>({ ...statement, parameters } as CompiledQuery<Found>)).rows[0];
}
