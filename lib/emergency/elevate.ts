import "server-only";
import type { Kysely, Transaction } from "kysely";
import type { Actor } from "@/lib/audit/event";
import { record } from "@/lib/audit/record";
import { owesFactor } from "@/lib/auth/factor/owes";
import { holdAccounts } from "@/lib/auth/lost-role";
import { can, EMERGENCY, whyNot } from "@/lib/auth/permissions";
import type { Schema } from "@/lib/db/schema";
import { log } from "@/lib/log/log";
import type { StartElevation } from "./elevation-input";

export const ELEVATION_MS = 30 * 60_000;
/** Starts by one person in 24 hours at most. */
export const STARTS_A_DAY = 3;
const DAY = 86_400_000;

type Refusal = { ok: false; code: string; message: string };
type Started = { ok: true; endsAt: string };

const refuse = (code: string, message: string): Refusal => ({
  ok: false,
  code,
  message: `Nothing was started: ${message}`,
});
const ofAccount = (id: string) => ({ type: "account", id }) as const;

const FACTOR_OF_LEADS =
  "with it you act as a lead, of whom this console asks a second factor, and you have none. Set yours up under Your account, then start again.";

const ELSEWHERE =
  "your emergency access runs in another of your sessions. Go on there, or end that session under Your account.";

/** What is over by the clock, because the role changed or because its session ended, makes room for another. */
const close = (trx: Transaction<Schema>, userId: string, role: string, now: string) =>
  trx
    .updateTable("elevation")
    .set({ ended_at: now })
    .where("user_id", "=", userId)
    .where("ended_at", "is", null)
    .where(({ eb, or, not, exists, selectFrom }) => {
      const session = selectFrom("session").select("session.id").whereRef("session.id", "=", "elevation.session_id");
      return or([eb("ends_at", "<=", now), eb("role", "<>", role), not(exists(session))]);
    })
    .execute();

/**
 * Lets this person do for 30 minutes what a lead may, without limits, in the session that asks and in no other. Recorded with it, and so is a refusal for too many
 * starts or for a second factor that is missing. The same form sent again answers as the first time. `ssoOnly`: nobody gets in
 * by password.
 */
export async function startElevation(
  { db, ssoOnly }: { db: Kysely<Schema>; ssoOnly: boolean },
  actor: Actor & { sessionId: string },
  { id, reason, ticket }: StartElevation,
  at: Date,
): Promise<Started | Refusal> {
  const now = at.toISOString();
  const endsAt = new Date(at.getTime() + ELEVATION_MS).toISOString();
  let begun = false;
  const started = await db.transaction().execute<Started | Refusal>(async (trx) => {
    await holdAccounts(trx, [actor.id]);
    const user = await trx
      .selectFrom("user")
      .select(["role", "disabledAt"])
      .where("id", "=", actor.id)
      .executeTakeFirst();
    const role = user && !user.disabledAt ? user.role : "none";
    const target = ofAccount(actor.id);
    const attempt = { actor: { id: actor.id, email: actor.email, role }, action: "elevation.start", target } as const;
    if (!can(role, "elevation.start")) return refuse("forbidden", whyNot(role, "elevation.start"));
    await close(trx, actor.id, role, now);
    const held = await trx
      .selectFrom("elevation")
      .select(["id", "ends_at", "ended_at", "session_id"])
      .where("user_id", "=", actor.id)
      .where("started_at", ">", new Date(at.getTime() - DAY).toISOString())
      .execute();
    const running = held.find(({ ended_at }) => ended_at === null);
    if (running?.id === id) return { ok: true, endsAt: running.ends_at };
    if (running && running.session_id !== actor.sessionId) return refuse("running", ELSEWHERE);
    if (running) return refuse("running", "your emergency access runs already. Reload the page.");
    if (held.some((one) => one.id === id)) return refuse("over", "this use of it is over. Open the form again.");
    const deny = async (code: string, message: string) => {
      await record(trx, [{ ...attempt, outcome: "denied", detail: { code } }], at);
      return refuse(code, message);
    };
    if (held.length >= STARTS_A_DAY) {
      const often = `you took emergency access ${STARTS_A_DAY} times in 24 hours. Ask a lead or an admin.`;
      return deny("too_many_starts", often);
    }
    if (await owesFactor(trx, { userId: actor.id, role: EMERGENCY, ssoOnly, now: at }))
      return deny("factor_first", FACTOR_OF_LEADS);
    const row = {
      id,
      user_id: actor.id,
      session_id: actor.sessionId,
      role,
      reason,
      ticket,
      started_at: now,
      ends_at: endsAt,
    };
    const blank = { ended_at: null, reviewed_by: null, reviewed_at: null, review_note: null };
    await trx
      .insertInto("elevation")
      .values({ ...row, ...blank })
      .execute();
    const detail = { elevation: id, ends_at: endsAt };
    await record(trx, [{ ...attempt, outcome: "done", detail, personal: { why: reason, ticket } }], at);
    begun = true;
    return { ok: true, endsAt };
  });
  // For who watches the server, when no admin has a page open.
  if (begun)
    log.warn("Emergency access began: somebody acts as a lead without limits until its end.", {
      elevation: id,
      account: actor.id,
      until: endsAt,
    });
  return started;
}

const NOT_YOURS = {
  ok: false,
  code: "not_yours",
  message: "Nothing was ended: this is a colleague's emergency access. They can end it, or an admin.",
} as const;

/** Ends it before its time: one's own, or anybody's by who reviews it. Ending what is over changes nothing. A refusal is recorded. */
export function endElevation(
  db: Kysely<Schema>,
  actor: Actor,
  id: string,
  at: Date,
): Promise<{ ok: true } | typeof NOT_YOURS> {
  return db.transaction().execute(async (trx) => {
    const held = await trx.selectFrom("elevation").select("user_id").where("id", "=", id).executeTakeFirst();
    if (!held) return { ok: true };
    const isOwn = held.user_id === actor.id;
    if (!isOwn && !can(actor.role, "elevation.review")) {
      const event = { actor, action: "elevation.end", target: ofAccount(held.user_id), outcome: "denied" } as const;
      await record(trx, [{ ...event, detail: { code: NOT_YOURS.code, elevation: id } }], at);
      return NOT_YOURS;
    }
    await endIn(trx, { actor, userId: held.user_id, id, by: isOwn ? "themselves" : "admin" }, at);
    return { ok: true };
  });
}

type Ending = {
  actor: Actor;
  userId: string;
  id?: string;
  by: "themselves" | "admin" | "account.change_role" | "account.disable";
};

/** Ends emergency access in the step at hand: what an account runs, or the one that is named. */
export async function endIn(trx: Transaction<Schema>, { actor, userId, id, by }: Ending, at: Date): Promise<void> {
  const now = at.toISOString();
  let open = trx
    .selectFrom("elevation")
    .select("id")
    .where("user_id", "=", userId)
    .where("ended_at", "is", null)
    .where("ends_at", ">", now);
  if (id !== undefined) open = open.where("id", "=", id);
  const running = await open.executeTakeFirst();
  if (!running) return;
  const ended = trx.updateTable("elevation").set({ ended_at: now }).where("id", "=", running.id);
  const { numUpdatedRows } = await ended.where("ended_at", "is", null).executeTakeFirstOrThrow();
  const detail = { elevation: running.id, ended_by: by };
  const event = { actor, action: "elevation.end", target: ofAccount(userId), outcome: "done", detail } as const;
  if (numUpdatedRows === 1n) await record(trx, [event], at);
}
