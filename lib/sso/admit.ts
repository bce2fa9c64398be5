import "server-only";
import type { Kysely, Transaction } from "kysely";
import { record } from "@/lib/audit/record";
import { insertUser, isTaken, joined, type Mode } from "@/lib/auth/create-account";
import { takeInvitation } from "@/lib/auth/invitations";
import type { Role } from "@/lib/auth/permissions";
import { isPracticeId } from "@/lib/auth/practice-agents";
import { isUnclaimed } from "@/lib/auth/set-up-token";
import { nameSchema } from "@/lib/auth/team-input";
import type { Schema } from "@/lib/db/schema";
import { findOwner } from "./identities";
import type { Identity } from "./provider";
import type { SsoRefusal } from "./refusals";

type Place = { db: Kysely<Schema>; mode: Mode };
/** `trustEmail`: the provider vouches for an e-mail also where it does not say so. */
type Arrival = { identity: Identity; defaultRole: Role | "none"; trustEmail: boolean; now: Date };
/** `userId` of a refusal: whose account it is, where that is known. */
export type Admitted = { ok: true; userId: string } | { ok: false; code: SsoRefusal; userId?: string };

const refuse = (code: SsoRefusal, userId?: string): Admitted => ({ ok: false, code, ...(userId && { userId }) });

/** What they are called at the provider, or else by their e-mail. */
function nameOf({ name, email }: Identity): string {
  const parsed = nameSchema.min(1).safeParse(name);
  return parsed.success ? parsed.data : (email ?? "").replace(/@.*/, "").slice(0, 100);
}

/** Makes the account of `identity`, without a password, in the transaction of what let it in. */
export async function insertAccount(
  trx: Transaction<Schema>,
  {
    mode,
    identity,
    role,
    createdBy,
    now,
  }: { mode: Mode; identity: Identity; role: Role; createdBy: string; now: Date },
): Promise<string> {
  const { issuer, subject, email } = identity;
  if (!email) throw new Error("An account needs an e-mail.");
  // Made while practising: for a live console nobody, by whichever e-mail.
  const known = await findOwner(trx, identity);
  if (mode === "live" && known && isPracticeId(known.id))
    await trx.deleteFrom("sso_identity").where("issuer", "=", issuer).where("subject", "=", subject).execute();
  const account = { name: nameOf(identity), email, role, createdBy };
  const id = await insertUser(trx, { ...account, mode, verified: identity.emailVerified === true }, now);
  const key = { issuer, subject, user_id: id, connected_at: now.toISOString() };
  await trx.insertInto("sso_identity").values(key).execute();
  const event = joined({ id, ...account });
  const detail = { ...event.detail, way: "sso", issuer };
  await record(trx, [{ ...event, detail, personal: { subject } }], now);
  return id;
}

async function letIn(trx: Transaction<Schema>, mode: Mode, arrival: Arrival): Promise<Admitted> {
  const { identity, defaultRole, trustEmail, now } = arrival;
  const { email, emailVerified } = identity;
  const owner = await findOwner(trx, identity);
  if (owner && !(mode === "live" && isPracticeId(owner.id)))
    return owner.disabledAt ? refuse("sso_disabled", owner.id) : { ok: true, userId: owner.id };
  if (mode === "live" && (await isUnclaimed(trx))) return refuse("sso_unclaimed");
  if (!email) return refuse("sso_no_email");
  if (await isTaken(trx, email, mode)) return refuse("sso_taken");
  if (emailVerified !== true && !(trustEmail && emailVerified === null)) return refuse("sso_unverified");
  const invitation = await takeInvitation({ trx, mode }, { email }, now);
  if (!invitation && defaultRole === "none") return refuse("sso_uninvited");
  const role = invitation?.role ?? (defaultRole as Role);
  const createdBy = invitation?.inviterId ?? "sso";
  return { ok: true, userId: await insertAccount(trx, { mode, identity, role, createdBy, now }) };
}

/**
 * The account of who came back from the provider, known by issuer and subject alone. Who was never here gets one: with the role
 * of the invitation for their verified e-mail, which is then used up, or else with the default role. An account that has the
 * same e-mail is never theirs.
 */
export async function admit({ db, mode }: Place, arrival: Arrival): Promise<Admitted> {
  const run = () => db.transaction().execute((trx) => letIn(trx, mode, arrival));
  try {
    return await run();
  } catch (error) {
    // Two first arrivals at once: the other one made the account.
    if (await findOwner(db, arrival.identity)) return run();
    throw error;
  }
}
