import "server-only";
import type { Kysely, Transaction } from "kysely";
import type { Actor, AuditEvent } from "@/lib/audit/event";
import { record } from "@/lib/audit/record";
import type { Schema } from "@/lib/db/schema";
import { isTaken, type Mode } from "./create-account";
import { hasLostRole, holdAccounts, sayLostRole } from "./lost-role";
import { hashToken, mintToken } from "./one-time-token";
import { type ActingRole, aRole, can, isRole, type Role } from "./permissions";
import { isPracticeId, toPracticeId } from "./practice-agents";
import type { Invite } from "./team-input";
import { covers } from "./team-rules";

const LIFE_MS = 72 * 3600_000;

type Place = { db: Kysely<Schema>; mode: Mode };
type Inviter = Actor & { role: ActingRole };

/** An invitation that nobody has used. `expiresAt` is ISO, UTC; `invitedBy` a name; `works` says whether its link still opens. */
export type Invitation = {
  id: string;
  email: string;
  name: string | null;
  role: Role;
  invitedBy: string;
  expiresAt: string;
  works: "yes" | "expired" | "inviter_gone";
};

const about = (actor: Actor, verb: "create" | "take_back", id?: string): AuditEvent => ({
  actor,
  action: `invitation.${verb}`,
  ...(id !== undefined && { target: { type: "invitation", id } }),
  outcome: "done",
});

type Lost = { ok: false; code: "forbidden"; message: string };

/** Refuses, and records it, for who has lost their role or session; else keeps them theirs until the transaction ends. */
async function refuseLost(
  trx: Transaction<Schema>,
  event: AuditEvent,
  done: "made" | "taken back",
  now: Date,
): Promise<Lost | undefined> {
  await holdAccounts(trx, [event.actor.id]);
  if (!(await hasLostRole(trx, event.actor, now))) return;
  await record(trx, [{ ...event, outcome: "denied", detail: { code: "forbidden" } }], now);
  return { ok: false, code: "forbidden", message: sayLostRole(done) };
}

/**
 * Invites by a link that works once, for 72 hours; any older link for this e-mail stops working. The token is answered here
 * and known nowhere else. Refuses an e-mail that has an account, and a role that may do more than the inviter.
 */
export async function invite(
  { db, mode }: Place,
  { inviter, invited: { email, name, role }, now }: { inviter: Inviter; invited: Invite; now: Date },
): Promise<
  { ok: true; token: string; expiresAt: string } | { ok: false; code: "taken" | "beyond"; message: string } | Lost
> {
  if (!covers(inviter.role, role)) {
    return {
      ok: false,
      code: "beyond",
      message: `You may not make somebody ${aRole(role)}: that is more than you may.`,
    };
  }
  if (await isTaken(db, email, mode)) {
    return {
      ok: false,
      code: "taken",
      message: `${email} has an account already. Change its role or enable it in the list of accounts.`,
    };
  }
  const { token, hash } = mintToken();
  const id = crypto.randomUUID();
  const row = {
    id: mode === "practice" ? toPracticeId(id) : id,
    name: name || null,
    role,
    token_hash: hash,
    invited_by: inviter.id,
    invited_at: now.toISOString(),
    expires_at: new Date(now.getTime() + LIFE_MS).toISOString(),
  };
  return db.transaction().execute(async (trx) => {
    const lost = await refuseLost(trx, about(inviter, "create"), "made", now);
    if (lost) return lost;
    await trx
      .insertInto("invitation")
      .values({ email, ...row })
      .onConflict((conflict) => conflict.column("email").doUpdateSet(row))
      .execute();
    const changes = { after: { role, expires_at: row.expires_at } };
    const personal = { email, name: name || undefined };
    await record(trx, [{ ...about(inviter, "create", row.id), changes, personal }], now);
    return { ok: true, token, expiresAt: row.expires_at };
  });
}

/** Those of this mode, newest first, the ones that no longer work among them. */
export async function listInvitations({ db, mode }: Place, now: Date): Promise<Invitation[]> {
  const rows = await select(db).orderBy("invited_at", "desc").orderBy("invitation.id").execute();
  return rows.flatMap((row) => judge(row, { mode, now }) ?? []);
}

const gone = {
  ok: false,
  code: "gone",
  message: "This invitation is not there any more: it was used, taken back, or made anew.",
} as const;

/** Stops the link. gone: it was used or taken back before. */
export async function takeBack(
  { db, mode }: Place,
  { id, actor, now }: { id: string; actor: Actor; now: Date },
): Promise<{ ok: true } | typeof gone | Lost> {
  if (isPracticeId(id) !== (mode === "practice")) return gone;
  return db.transaction().execute(async (trx) => {
    const lost = await refuseLost(trx, about(actor, "take_back", id), "taken back", now);
    if (lost) return lost;
    const taken = await trx.deleteFrom("invitation").where("id", "=", id).executeTakeFirstOrThrow();
    if (taken.numDeletedRows !== 1n) return gone;
    await record(trx, [about(actor, "take_back", id)], now);
    return { ok: true };
  });
}

/** The invitation that this token opens now; null when it opens nothing. */
export async function findInvitation({ db, mode }: Place, token: string, now: Date): Promise<Invitation | null> {
  const row = await select(db).where("token_hash", "=", hashToken(token)).executeTakeFirst();
  const found = row && judge(row, { mode, now });
  return found?.works === "yes" ? found : null;
}

/**
 * Uses up the open invitation of this token, or for this e-mail, in the transaction that makes the account: whoever invited is
 * judged as they are by then. Null: there is none, and nothing is used up.
 */
export async function takeInvitation(
  { trx, mode }: { trx: Transaction<Schema>; mode: Mode },
  by: { token: string } | { email: string },
  now: Date,
): Promise<(Invitation & { inviterId: string }) | null> {
  const [column, value] =
    "token" in by ? (["token_hash", hashToken(by.token)] as const) : (["email", by.email] as const);
  // Setting what is there locks the row on PostgreSQL, and the file on SQLite: whoever disables the inviter sets it too.
  const hold = trx.updateTable("invitation").set(({ ref }) => ({ role: ref("role") }));
  await hold.where(column, "=", value).execute();
  const row = await select(trx).where(`invitation.${column}`, "=", value).executeTakeFirst();
  const found = row && judge(row, { mode, now });
  if (found?.works !== "yes") return null;
  await trx.deleteFrom("invitation").where("id", "=", found.id).execute();
  return { ...found, inviterId: row?.invited_by ?? "" };
}

const select = (db: Kysely<Schema>) =>
  db
    .selectFrom("invitation")
    .leftJoin("user", "user.id", "invitation.invited_by")
    .select(["invitation.id", "invitation.email", "invitation.name", "invitation.role", "expires_at", "invited_by"])
    .select(["user.name as inviter", "user.role as inviterRole", "user.disabledAt as inviterDisabledAt"]);

type Found = Awaited<ReturnType<ReturnType<typeof select>["execute"]>>[number];

/** Whoever was disabled or may no longer invite leaves no open door behind. */
function judge(found: Found, { mode, now }: { mode: Mode; now: Date }): Invitation | null {
  const { id, email, name, role, inviter, inviterRole, inviterDisabledAt, expires_at } = found;
  if (isPracticeId(id) !== (mode === "practice") || !isRole(role)) return null;
  const mayInvite =
    inviterRole !== null && !inviterDisabledAt && can(inviterRole, "team.manage") && covers(inviterRole, role);
  const works = !mayInvite ? "inviter_gone" : expires_at <= now.toISOString() ? "expired" : "yes";
  return { id, email, name, role, invitedBy: inviter ?? "", expiresAt: expires_at, works };
}
