import "server-only";
import type { Kysely, Transaction } from "kysely";
import { theConsole } from "@/lib/audit/event";
import { record } from "@/lib/audit/record";
import { isSqlite } from "@/lib/db/dialect";
import type { Schema } from "@/lib/db/schema";
import { endIdentities } from "@/lib/sso/former";
import { allowPassword } from "@/lib/sso/password-door";
import type { Mode } from "./create-account";
import { deleteFactor } from "./factor/held";
import { hashToken, mintToken } from "./one-time-token";
import { NO_PASSWORDS } from "./password";
import { can } from "./permissions";
import { isOneClick, isPracticeId } from "./practice-agents";
import { endSessionsOf } from "./sessions";
import { type Act, type By, change, type TeamAnswer } from "./team";
import { covers } from "./team-rules";

const LIFE_MS = 24 * 3600_000;

type Place = { db: Kysely<Schema>; mode: Mode };
/** `ssoOnly`: passwords are refused, and only links of the command line count, for the day on which the provider is down. */
type Door = Place & { ssoOnly: boolean };
type Made = { ok: true; token: string; expiresAt: string };
type Refused = Extract<TeamAnswer, { ok: false }>;

/** `madeBy` null: on the server's command line. Any older link for this account stops working. */
async function store(db: Kysely<Schema>, userId: string, madeBy: string | null, now: Date): Promise<Made> {
  const { token, hash } = mintToken();
  const expires_at = new Date(now.getTime() + LIFE_MS).toISOString();
  const row = { token_hash: hash, made_by: madeBy, made_at: now.toISOString(), expires_at };
  await db
    .insertInto("password_link")
    .values({ user_id: userId, ...row })
    .onConflict((conflict) => conflict.column("user_id").doUpdateSet(row))
    .execute();
  return { ok: true, token, expiresAt: expires_at };
}

const noPasswords: Refused = { ok: false, code: "sso_only", message: `No link was made. ${NO_PASSWORDS}` };
const disabled: Refused = { ok: false, code: "disabled", message: "This account is disabled. Enable it first." };

/**
 * A link by which a colleague chooses a new password, once, within 24 hours. The token is answered here and known nowhere
 * else; the admin never learns the password, and the present one works until then.
 */
export async function makePasswordLink({ ssoOnly, ...place }: Door, by: By): Promise<Made | Refused> {
  let made: Made | Refused = disabled;
  const act: Act = async (trx, account) => {
    if (ssoOnly) return noPasswords;
    if (account.disabledAt) return disabled;
    made = await store(trx, account.id, by.by, by.now);
    return {};
  };
  const answer = await change(place, { ...by, action: "account.new_password", always: true, act });
  return answer.ok ? made : answer;
}

/**
 * Makes a link to a new password for who can reach nobody else: only the server's command line may call it. `email` as the account has it. Removes
 * the second factor too, which may be what is lost, and who it is at a provider of single sign-on, who may be somebody else;
 * answers whether there was one, and ends the sessions then. For as long its password counts also
 * where single sign-on is the only way in.
 */
export async function recoverAccount(
  { db, mode }: Place,
  typed: string,
  now: Date,
): Promise<(Made & { factorRemoved: boolean; disconnected: boolean }) | Refused> {
  const email = typed.trim().toLowerCase();
  const found = db.selectFrom("user").select(["id", "disabledAt"]).where("email", "=", email);
  const account = await found.executeTakeFirst();
  if (!account || isPracticeId(account.id) !== (mode === "practice")) {
    return { ok: false, code: "no_such_account", message: `No account has the e-mail ${email}.` };
  }
  if (isOneClick(account.id)) return { ok: false, code: "fixed", message: "Practice accounts have no password." };
  if (account.disabledAt) return disabled;
  return db.transaction().execute(async (trx) => {
    const target = { type: "account", id: account.id } as const;
    const made = await store(trx, account.id, null, now);
    await allowPassword(trx, account.id, now);
    const factorRemoved = await deleteFactor(trx, { userId: account.id });
    const done = (action: string) => ({ actor: theConsole, action, target, outcome: "done" }) as const;
    const disconnected = await endIdentities(trx, { userId: account.id }, now);
    if (disconnected) await endSessionsOf(trx, { userId: account.id });
    const detail = { disconnected: true };
    const removed = factorRemoved ? [done("account.remove_factor")] : [];
    await record(trx, [{ ...done("account.new_password"), ...(disconnected && { detail }) }, ...removed], now);
    return { ...made, factorRemoved, disconnected };
  });
}

/** Whose password this token sets now; null when it opens nothing. */
export async function findPasswordLink(
  { db, mode, ssoOnly }: Door,
  token: string,
  now: Date,
): Promise<{ id: string; name: string; email: string } | null> {
  const found = await db
    .selectFrom("password_link")
    .innerJoin("user", "user.id", "password_link.user_id")
    .leftJoin("user as maker", "maker.id", "made_by")
    .select(["user.id", "user.name", "user.email", "user.role", "user.disabledAt", "made_by", "expires_at"])
    .select(["maker.role as makerRole", "maker.disabledAt as makerDisabledAt"])
    .where("token_hash", "=", hashToken(token))
    .executeTakeFirst();
  if (!found || found.disabledAt || isPracticeId(found.id) !== (mode === "practice")) return null;
  const { id, name, email, role, makerRole, makerDisabledAt } = found;
  const mayMake =
    !ssoOnly && makerRole !== null && !makerDisabledAt && can(makerRole, "team.manage") && covers(makerRole, role);
  return found.expires_at > now.toISOString() && (found.made_by === null || mayMake) ? { id, name, email } : null;
}

/**
 * Uses up the link: of two at once one gets it. Stores the password's hash, disconnects the account from single sign-on,
 * where somebody else may have been connected with it, and ends every session; or does none of it.
 */
export async function spendPasswordLink(
  place: Place,
  { token, hash, now }: { token: string; hash: string; now: Date },
): Promise<boolean> {
  return place.db.transaction().execute(async (trx) => {
    const used = trx.deleteFrom("password_link").where("token_hash", "=", hashToken(token));
    const link = await used.where("expires_at", ">", now.toISOString()).returning("user_id").executeTakeFirst();
    if (!link) return false;
    await storePassword(trx, link.user_id, hash, now, { disconnect: true });
    await trx.deleteFrom("session").where("userId", "=", link.user_id).execute();
    return true;
  });
}

/** An account that was cut off before its password was stored has none to replace. One that signs in by another way stays without. */
async function addPassword(db: Transaction<Schema>, userId: string, password: string, now: Date): Promise<void> {
  const ways = db.selectFrom("account").select("id").where("userId", "=", userId);
  if (await ways.executeTakeFirst()) return;
  const at = isSqlite(db) ? now.toISOString() : now;
  const made = { createdAt: at, updatedAt: at };
  const row = { id: crypto.randomUUID(), userId, accountId: userId, providerId: "credential", password, ...made };
  await db.insertInto("account").values(row).execute();
}

/** In place of the present one, and recorded as done by its owner; an open link for the account dies with it. */
export async function storePassword(
  db: Transaction<Schema>,
  userId: string,
  hash: string,
  now: Date,
  { disconnect = false } = {},
): Promise<void> {
  const stored = db.updateTable("account").set({ password: hash });
  const updated = stored.where("userId", "=", userId).where("providerId", "=", "credential");
  if ((await updated.executeTakeFirstOrThrow()).numUpdatedRows === 0n) await addPassword(db, userId, hash, now);
  await db.deleteFrom("password_link").where("user_id", "=", userId).execute();
  const account = db.selectFrom("user").select(["id", "email", "role"]).where("id", "=", userId);
  const actor = await account.executeTakeFirstOrThrow();
  const target = { type: "account", id: userId } as const;
  const detail = disconnect && (await endIdentities(db, { userId }, now)) ? { disconnected: true } : undefined;
  await record(
    db,
    [{ actor, action: "account.set_password", target, outcome: "done", ...(detail && { detail }) }],
    now,
  );
}
