import "server-only";
import { record } from "@/lib/audit/record";
import { oneInProcess } from "@/lib/world/one-in-process";
import type { Auth } from "../auth";
import { createThrottle, type Throttle } from "../throttle";
import { countRecoveryCodes } from "./held";
import { hashRecoveryCode } from "./recovery-codes";
import { unseal } from "./seal";
import { matchStep } from "./totp";

/**
 * wrong_recovery: no code of the app, and none of the recovery codes that are left. used: right, but accepted before. wait: too many wrong ones. unreadable: the console cannot open the secret, which was
 * sealed under another SESSION_SECRET. none: there is no factor.
 */
export type CodeVerdict = "right" | "wrong" | "wrong_recovery" | "used" | "wait" | "unreadable" | "none";

type Spend = { userId: string; typed: string; now: Date };

/**
 * Who tries codes knows the password: ten, then one in 15 minutes, which finds a code once in 3,000 days. An account has three
 * of these, and no more: for browsers that a code was right in, for all others, and for the sessions that are open.
 */
const getThrottle = (): Throttle =>
  oneInProcess("consoleCodeThrottle", () => createThrottle({ capacity: 10, refillMs: 15 * 60_000, maxKeys: 10_000 }));

/** Of two that bring the same code at once one gets "right": the step is set by one statement, and only ever forward. */
async function spendTotp({ options }: Auth, { userId, typed, now }: Spend): Promise<CodeVerdict> {
  const { db } = options.database;
  const held = db.selectFrom("second_factor").select("secret").where("user_id", "=", userId);
  const row = await held.executeTakeFirst();
  if (!row) return "none";
  const secret = unseal(row.secret, { secret: options.secret, purpose: "second factor", about: userId });
  if (secret === null) return "unreadable";
  const step = matchStep(secret, typed, now.getTime());
  if (step === null) return "wrong";
  const forward = db.updateTable("second_factor").set({ last_step: step }).where("user_id", "=", userId);
  const { numUpdatedRows } = await forward.where("last_step", "<", step).executeTakeFirstOrThrow();
  return numUpdatedRows === 1n ? "right" : "used";
}

async function spendRecoveryCode({ options }: Auth, { userId, typed, now }: Spend): Promise<CodeVerdict> {
  return options.database.db.transaction().execute(async (trx) => {
    const spent = trx.deleteFrom("recovery_code").where("user_id", "=", userId);
    const { numDeletedRows } = await spent.where("code_hash", "=", hashRecoveryCode(typed)).executeTakeFirstOrThrow();
    if (numDeletedRows !== 1n) return "wrong_recovery";
    const account = trx.selectFrom("user").select(["id", "email", "role"]).where("id", "=", userId);
    const actor = await account.executeTakeFirstOrThrow();
    const target = { type: "account", id: userId } as const;
    const detail = { left: await countRecoveryCodes(trx, userId) };
    await record(trx, [{ actor, action: "account.use_recovery_code", target, outcome: "done", detail }], now);
    return "right";
  });
}

const bare = (typed: string): string => typed.replace(/[\s-]/g, "");

/** Anything but digits is meant as a recovery code, in whichever box it was typed. */
export const isRecoveryCode = (typed: string): boolean => !/^\d{1,8}$/.test(bare(typed));

/**
 * Uses up a code of this account's second factor: six digits from the app, anything else as a recovery code. Each works once.
 * `by` names the account and who tries, so that a stranger's tries are not the owner's. Recovery codes are counted apart: they stay a way in.
 */
export async function spendCode(
  auth: Auth,
  { by, ...spend }: Spend & { by: string },
  throttle: Throttle = getThrottle(),
): Promise<CodeVerdict> {
  const typed = bare(spend.typed);
  const isRecovery = isRecoveryCode(typed);
  const key = `${isRecovery ? "recovery" : "app"} ${by}`;
  if (throttle.take(key, spend.now.getTime()) > 0) return "wait";
  const verdict = await (isRecovery ? spendRecoveryCode : spendTotp)(auth, { ...spend, typed });
  if (verdict === "right") throttle.giveBack(key);
  return verdict;
}
