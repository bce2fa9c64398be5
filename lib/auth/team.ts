import "server-only";
import type { Kysely, Transaction } from "kysely";
import type { Schema } from "@/lib/db/schema";
import type { Mode } from "./create-account";
import { aRole, can, isRole, type Role, whyNot } from "./permissions";
import { isOneClick, isPracticeId } from "./practice-agents";
import { covers, whyFixed } from "./team-rules";

/** Moments are ISO, UTC. `lastSeenAt` is null while signed out; `changedBy` names who last set the role, disabled or enabled it. */
export type Account = {
  id: string;
  name: string;
  email: string;
  role: string;
  oneClick: boolean;
  since: string;
  lastSeenAt: string | null;
  disabledAt: string | null;
  changedBy: string | null;
};

type Place = { db: Kysely<Schema>; mode: Mode };
export type TeamAnswer = { ok: true } | { ok: false; code: string; message: string };

const refuse = (code: string, message: string): TeamAnswer => ({ ok: false, code, message });
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
    .orderBy("name")
    .orderBy("email")
    .execute();
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  return rows
    .filter(({ id }) => isOf(mode, id))
    .map(({ createdAt, lastSeen, changedBy, ...account }) => ({
      ...account,
      oneClick: isOneClick(account.id),
      since: toIso(createdAt),
      lastSeenAt: lastSeen && toIso(lastSeen),
      changedBy: (changedBy && names.get(changedBy)) ?? null,
    }));
}

type Held = { id: string; role: string; disabledAt: string | null };
type Act = (trx: Transaction<Schema>, account: Held, actor: Held) => Promise<TeamAnswer>;

/**
 * Does `act` with both accounts held fast, in the order of their ids: of two admins who demote each other at the same time
 * the second is an admin no longer and is refused. So an admin always stays: the one who acts, never upon themselves.
 */
async function change({ db, mode }: Place, actorId: string, id: string, act: Act): Promise<TeamAnswer> {
  return db.transaction().execute(async (trx) => {
    for (const held of [actorId, id].sort()) {
      // Setting what is there locks the row on PostgreSQL, and the file on SQLite.
      const hold = trx.updateTable("user").set(({ ref }) => ({ role: ref("role") }));
      await hold.where("id", "=", held).execute();
    }
    const rows = await trx
      .selectFrom("user")
      .select(["id", "role", "disabledAt"])
      .where("id", "in", [actorId, id])
      .execute();
    const actor = rows.find((row) => row.id === actorId);
    const account = rows.find((row) => row.id === id);
    if (!actor || actor.disabledAt || !can(actor.role, "team.manage")) {
      return refuse("forbidden", whyNot(actor?.role ?? "none", "team.manage"));
    }
    if (!account || !isOf(mode, id)) return refuse("no_such_account", "There is no such account.");
    const fixed = whyFixed(actor, account);
    return fixed ? refuse("fixed", fixed) : act(trx, account, actor);
  });
}

type By = { by: string; id: string; now: Date };
const stamp = ({ by, now }: By) => ({ changedAt: now.toISOString(), changedBy: by });

/** For good: a link that somebody handed out as an admin must not open again once they are one again. */
const endInvitations = (trx: Transaction<Schema>, { id, now }: By) =>
  trx.updateTable("invitation").set({ expires_at: now.toISOString() }).where("invited_by", "=", id).execute();

/**
 * Counts from the account's next request on, also for a form that is open. Refuses when the role is no longer `seen`; for the
 * role that the account has already it changes nothing, so that the same can be asked again when no answer came.
 */
export function changeRole(
  place: Place,
  { seen, role, ...by }: By & { seen: string; role: Role },
): Promise<TeamAnswer> {
  return change(place, by.by, by.id, async (trx, account, actor) => {
    if (!covers(actor.role, role)) return refuse("beyond", `You may not make somebody ${aRole(role)}.`);
    if (account.role === role) return { ok: true };
    if (account.role !== seen) {
      const now = isRole(account.role) ? aRole(account.role) : "without a role";
      return refuse("changed_since", `Somebody else changed this account: it is ${now}. Look again, then decide.`);
    }
    const given = trx.updateTable("user").set({ role, ...stamp(by) });
    await given.where("id", "=", by.id).execute();
    await endInvitations(trx, by);
    return { ok: true };
  });
}

/** Ends all sessions at once and lets nobody sign in to it. What the account did stays named. */
export function disableAccount(place: Place, by: By): Promise<TeamAnswer> {
  return change(place, by.by, by.id, async (trx) => {
    const disabled = trx.updateTable("user").set({ disabledAt: by.now.toISOString(), ...stamp(by) });
    await disabled.where("id", "=", by.id).where("disabledAt", "is", null).execute();
    await trx.deleteFrom("session").where("userId", "=", by.id).execute();
    await endInvitations(trx, by);
    return { ok: true };
  });
}

/** Lets it sign in again, with the password and role it had. A session that slipped in meanwhile stays ended. */
export function enableAccount(place: Place, by: By): Promise<TeamAnswer> {
  return change(place, by.by, by.id, async (trx) => {
    await trx.deleteFrom("session").where("userId", "=", by.id).execute();
    const enabled = trx.updateTable("user").set({ disabledAt: null, ...stamp(by) });
    await enabled.where("id", "=", by.id).where("disabledAt", "is not", null).execute();
    return { ok: true };
  });
}
