import "server-only";
import type { Transaction } from "kysely";
import { renderSVG } from "uqr";
import { z } from "zod";
import type { AuditEvent } from "@/lib/audit/event";
import { record } from "@/lib/audit/record";
import type { Schema } from "@/lib/db/schema";
import type { Auth } from "../auth";
import type { SignedIn } from "../read-session";
import { endSessionsOf } from "../sessions";
import { deleteFactor, hasFactor } from "./held";
import { hashRecoveryCode, mintRecoveryCodes } from "./recovery-codes";
import { isRequired } from "./requirement";
import { seal, unseal } from "./seal";
import { selectRequirement } from "./select-requirement";
import { matchStep, mintSecret, toUri } from "./totp";

const OFFER_MS = 15 * 60_000;
const offerSchema = z.object({ secret: z.string(), until: z.number() });

/** A secret that is not stored yet: the QR code as an SVG, the same as text to type, and `offer` to hand back with a code of it. */
export type Offer = { qr: string; secret: string; offer: string };
type By = { agent: SignedIn; now: Date };

const own = ({ id, email, role }: SignedIn, action: string): AuditEvent => ({
  actor: { id, email, role },
  action,
  target: { type: "account", id },
  outcome: "done",
});

const aboutOffer = ({ id, sessionId }: SignedIn, { options }: Auth) =>
  ({ secret: options.secret, purpose: "offer", about: `${id} ${sessionId}` }) as const;

/** A new secret for this session to prove within 15 minutes. on: there is a factor already. none: an account without a password. */
export async function offerFactor(auth: Auth, { agent, now }: By): Promise<Offer | "on" | "none"> {
  const { db } = auth.options.database;
  const password = db.selectFrom("account").select("userId").where("userId", "=", agent.id);
  if (!(await password.where("password", "is not", null).executeTakeFirst())) return "none";
  if (await hasFactor(db, agent.id)) return "on";
  const secret = mintSecret();
  const held = JSON.stringify({ secret, until: now.getTime() + OFFER_MS });
  return {
    qr: renderSVG(toUri(secret, agent.email), { ecc: "M", border: 4 }),
    secret,
    offer: seal(held, aboutOffer(agent, auth)),
  };
}

async function storeRecoveryCodes(trx: Transaction<Schema>, userId: string): Promise<string[]> {
  const codes = mintRecoveryCodes();
  await trx.deleteFrom("recovery_code").where("user_id", "=", userId).execute();
  const rows = codes.map((code) => ({ user_id: userId, code_hash: hashRecoveryCode(code) }));
  await trx.insertInto("recovery_code").values(rows).execute();
  return codes;
}

/**
 * Stores what was offered, once a code of it proves that an app holds it, and ends the other sessions, which were opened
 * without. Answers the recovery codes, which are known nowhere else. late: the offer is not of this session or too old.
 */
export async function turnOnFactor(
  auth: Auth,
  { agent, offer, code, now }: By & { offer: string; code: string },
): Promise<{ codes: string[] } | "late" | "wrong" | "on"> {
  const { database, secret: sessionSecret } = auth.options;
  const { db } = database;
  const opened = unseal(offer, aboutOffer(agent, auth));
  const { secret, until } = opened ? offerSchema.parse(JSON.parse(opened)) : { secret: "", until: 0 };
  if (until <= now.getTime()) return "late";
  const last_step = matchStep(secret, code.replace(/\s/g, ""), now.getTime());
  if (last_step === null) return "wrong";
  const sealed = seal(secret, { secret: sessionSecret, purpose: "second factor", about: agent.id });
  const row = { user_id: agent.id, secret: sealed, last_step, turned_on_at: now.toISOString() };
  return db.transaction().execute(async (trx) => {
    const stored = trx.insertInto("second_factor").values(row);
    const kept = await stored.onConflict((conflict) => conflict.doNothing()).executeTakeFirstOrThrow();
    if (kept.numInsertedOrUpdatedRows !== 1n) return "on";
    const codes = await storeRecoveryCodes(trx, agent.id);
    await endSessionsOf(trx, { userId: agent.id, except: agent.sessionId });
    await record(trx, [own(agent, "account.turn_on_factor")], now);
    return { codes };
  });
}

/** Ten new codes in place of those that are left; off: there is no factor. */
export async function renewRecoveryCodes(auth: Auth, { agent, now }: By): Promise<{ codes: string[] } | "off"> {
  return auth.options.database.db.transaction().execute(async (trx) => {
    // Held fast, so that a factor that goes meanwhile takes these codes along.
    const held = trx.updateTable("second_factor").set(({ ref }) => ({ last_step: ref("last_step") }));
    const found = await held.where("user_id", "=", agent.id).executeTakeFirstOrThrow();
    if (found.numUpdatedRows !== 1n) return "off";
    const codes = await storeRecoveryCodes(trx, agent.id);
    await record(trx, [own(agent, "account.new_recovery_codes")], now);
    return { codes };
  });
}

/** required: an admin asks it of this role. off: there is none. The session goes on. */
export async function turnOffFactor(auth: Auth, { agent, now }: By): Promise<"done" | "required" | "off"> {
  return auth.options.database.db.transaction().execute(async (trx) => {
    const asked = await selectRequirement(trx).executeTakeFirst();
    if (isRequired(asked?.requirement ?? null, agent.role)) return "required";
    if (!(await deleteFactor(trx, { userId: agent.id, except: agent.sessionId }))) return "off";
    await record(trx, [own(agent, "account.turn_off_factor")], now);
    return "done";
  });
}
