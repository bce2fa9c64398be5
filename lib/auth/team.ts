import "server-only";
import type { Kysely, Transaction } from "kysely";
import { changedFacts, type Facts } from "@/lib/audit/changes";
import { record } from "@/lib/audit/record";
import type { Schema } from "@/lib/db/schema";
import { endIn } from "@/lib/emergency/elevate";
import type { Mode } from "./create-account";
import { hasLostRole, holdAccounts, sayLostRole } from "./lost-role";
import { aRole, can, isRole, type Role, whyNot } from "./permissions";
import { isOneClick, isPracticeId } from "./practice-agents";
import { endSessionsOf } from "./sessions";
import { covers, whyFixed } from "./team-rules";

/** Moments are ISO, UTC. `lastSeenAt` is null while signed out; `changedBy` names who last set the role, disabled or enabled it. */
export type Account = {
  id: string;
  name: string;
  email: string;
  role: string;
  oneClick: boolean;
  /** Whether its second factor is on. */
  factor: boolean;
  since: string;
  lastSeenAt: string | null;
  disabledAt: string | null;
  changedBy: string | null;
};

type Place = { db: Kysely<Schema>; mode: Mode };
type Refusal = { ok: false; code: string; message: string };
export type TeamAnswer = { ok: true } | Refusal;

const refuse = (code: string, message: string): Refusal => ({ ok: false, code, message });
const isOf = (mode: Mode, id: string): boolean => isPracticeId(id) === (mode === "practice");
const toIso = (moment: string | Date): string => new Date(moment).toISOString();

/** Who has an account in this mode, by name. */
export async function listAccounts({ db, mode }: Place): Promise<Account[]> {
  const rows = await db
    .selectFrom("user")
    .select(["id", "name", "email", "role", "createdAt", "disabledAt", "changedBy"])
    .select(({ selectFrom }) =>
      selectFrom("session")
        .select(({ fn }) => fn.max("session.updatedAt").as("at"))
        .whereRef("session.userId", "=", "user.id")
        .as("lastSeen"),
    )
    .leftJoin("second_factor", "second_factor.user_id", "user.id")
    .select("second_factor.user_id as factorOf")
    .orderBy("name")
    .orderBy("email")
    .execute();
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  return rows
    .filter(({ id }) => isOf(mode, id))
    .map(({ createdAt, lastSeen, changedBy, factorOf, ...account }) => ({
      ...account,
      factor: factorOf !== null,
      oneClick: isOneClick(account.id),
      since: toIso(createdAt),
      lastSeenAt: lastSeen && toIso(lastSeen),
      changedBy: (changedBy && names.get(changedBy)) ?? null,
    }));
}

/** `sessionId`: the session that they sent it in. */
export type By = { by: string; sessionId?: string; id: string; now: Date };
type Held = { id: string; email: string; role: string; disabledAt: string | null };
/** Answers a refusal, or what it left of the account. */
export type Act = (trx: Transaction<Schema>, account: Held, actor: Held) => Promise<Refusal | Partial<Held>>;

/** Refusals that say what nobody may, rather than how things stand. */
const forbidding = new Set(["beyond", "sso_only"]);

const factsOf = ({ role, disabledAt }: Held): Facts => ({ role, disabled_at: disabledAt });

/**
 * Does `act` with both accounts held fast: of two admins who demote each other at the same time the second is an admin no
 * longer and is refused. So an admin always stays: the one who acts, never upon themselves. Refused too is who acts in a session
 * that a colleague has ended. What changed is recorded with it, and what was refused; with `always` also what changed nothing of
 * role and access.
 */
export async function change(
  { db, mode }: Place,
  {
    action,
    by: actorId,
    sessionId,
    id,
    now,
    act,
    always,
  }: By & { action: `account.${string}`; act: Act; always?: true },
): Promise<TeamAnswer> {
  return db.transaction().execute(async (trx) => {
    await holdAccounts(trx, [actorId, id]);
    const rows = await trx
      .selectFrom("user")
      .select(["id", "email", "role", "disabledAt"])
      .where("id", "in", [actorId, id])
      .execute();
    const actor = rows.find((row) => row.id === actorId);
    const account = rows.find((row) => row.id === id);
    const attempt = { actor: actor ?? { id: actorId, role: "none" }, action, target: { type: "account", id } } as const;
    const deny = async (code: string, message: string) => {
      await record(trx, [{ ...attempt, outcome: "denied", detail: { code } }], now);
      return refuse(code, message);
    };
    if (!actor || actor.disabledAt || !can(actor.role, "team.manage")) {
      return deny("forbidden", whyNot(actor?.role ?? "none", "team.manage"));
    }
    if (await hasLostRole(trx, { ...actor, sessionId }, now)) return deny("forbidden", sayLostRole("changed"));
    if (!account || !isOf(mode, id)) return refuse("no_such_account", "There is no such account.");
    const fixed = whyFixed(actor, account);
    if (fixed) return deny("fixed", fixed);
    const left = await act(trx, account, actor);
    if ("ok" in left) return forbidding.has(left.code) ? deny(left.code, left.message) : left;
    const changes = changedFacts(factsOf(account), factsOf({ ...account, ...left }));
    if (changes || always) await record(trx, [{ ...attempt, ...(changes && { changes }), outcome: "done" }], now);
    return { ok: true };
  });
}

const stamp = ({ by, now }: By) => ({ changedAt: now.toISOString(), changedBy: by });

/** For good: a link that somebody handed out as an admin must not open again once they are one again. */
async function endLinks(trx: Transaction<Schema>, { id, now }: By): Promise<void> {
  await trx.updateTable("invitation").set({ expires_at: now.toISOString() }).where("invited_by", "=", id).execute();
  await trx.deleteFrom("password_link").where("made_by", "=", id).execute();
}

/**
 * Counts from the account's next request on, also for a form that is open. Refuses when the role is no longer `seen`; for the
 * role that the account has already it changes nothing, so that the same can be asked again when no answer came.
 */
export function changeRole(
  place: Place,
  { seen, role, ...by }: By & { seen: string; role: Role },
): Promise<TeamAnswer> {
  const act: Act = async (trx, account, actor) => {
    if (!covers(actor.role, role)) return refuse("beyond", `You may not make somebody ${aRole(role)}.`);
    if (account.role === role) return {};
    if (account.role !== seen) {
      const now = isRole(account.role) ? aRole(account.role) : "without a role";
      return refuse("changed_since", `Somebody else changed this account: it is ${now}. Look again, then decide.`);
    }
    const given = trx.updateTable("user").set({ role, ...stamp(by) });
    await given.where("id", "=", by.id).execute();
    await endLinks(trx, by);
    await endIn(trx, { actor, userId: by.id, by: "account.change_role" }, by.now);
    return { role };
  };
  return change(place, { ...by, action: "account.change_role", act });
}

/** Ends all sessions at once and lets nobody sign in to it. What the account did stays named. */
export function disableAccount(place: Place, by: By): Promise<TeamAnswer> {
  const act: Act = async (trx, account, actor) => {
    const disabledAt = by.now.toISOString();
    const disabled = trx.updateTable("user").set({ disabledAt, ...stamp(by) });
    await disabled.where("id", "=", by.id).where("disabledAt", "is", null).execute();
    await trx.deleteFrom("session").where("userId", "=", by.id).execute();
    await trx.deleteFrom("password_link").where("user_id", "=", by.id).execute();
    await endLinks(trx, by);
    await endIn(trx, { actor, userId: by.id, by: "account.disable" }, by.now);
    return { disabledAt: account.disabledAt ?? disabledAt };
  };
  return change(place, { ...by, action: "account.disable", act });
}

/** Ends the session that is named, or all: whoever it was signs in again to go on. The password stays. */
export function endSessions(place: Place, { session, ...by }: By & { session: string | null }): Promise<TeamAnswer> {
  const act: Act = async (trx) => {
    await endSessionsOf(trx, { userId: by.id, only: session ?? undefined });
    return {};
  };
  return change(place, { ...by, action: "account.end_sessions", always: true, act });
}

/** Lets it sign in again, with the password and role it had. A session that slipped in meanwhile stays ended. */
export function enableAccount(place: Place, by: By): Promise<TeamAnswer> {
  const act: Act = async (trx) => {
    await trx.deleteFrom("session").where("userId", "=", by.id).execute();
    const enabled = trx.updateTable("user").set({ disabledAt: null, ...stamp(by) });
    await enabled.where("id", "=", by.id).where("disabledAt", "is not", null).execute();
    return { disabledAt: null };
  };
  return change(place, { ...by, action: "account.enable", act });
}
