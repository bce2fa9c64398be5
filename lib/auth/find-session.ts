import "server-only";
import type { Kysely } from "kysely";
import { compileOnce } from "@/lib/db/compile-once";
import type { Schema } from "@/lib/db/schema";
import { selectRequirement } from "./factor/select-requirement";
import { hashToken } from "./one-time-token";

const select = compileOnce((db, { tokenHash }: { tokenHash: string }) =>
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
    .where("session.token", "=", tokenHash),
);

export type Found = Awaited<ReturnType<typeof select>>["rows"][number];

/**
 * The session of this token with its account, by one statement, which better-auth's getSession takes several and twenty times
 * as long for: it is asked at every request.
 */
export async function findSession(db: Kysely<Schema>, token: string) {
  return (await select(db, { tokenHash: hashToken(token) })).rows[0];
}
