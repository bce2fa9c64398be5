import "server-only";
import type { Auth } from "../auth";
import { readClient, toNeighbourhood } from "../client-address";
import { hasShownCode } from "../cookies";
import { openFirstSession } from "../first-session";
import { recordRefusedSignIn } from "../record-sign-in";
import type { SignInError } from "../sign-in";
import { createThrottle, type Throttle } from "../throttle";
import { countRecoveryCodes } from "./held";
import { forgetPending, readPending } from "./pending";
import { type CodeVerdict, isRecoveryCode, spendCode } from "./spend-code";

const errors = {
  wrong: "wrong_code",
  wrong_recovery: "wrong_recovery_code",
  none: "late",
  used: "used_code",
  wait: "wait_code",
  unreadable: "unreadable_code",
} as const satisfies Record<Exclude<CodeVerdict, "right">, SignInError>;

/** As many a minute as passwords; an office shares one address. */
const addresses = createThrottle({ capacity: 60, refillMs: 1000, maxKeys: 10_000 });

/** Whoever is told to wait may go on asking: once a minute is enough to know. */
const waits = createThrottle({ capacity: 1, refillMs: 60_000, maxKeys: 10_000 });

/**
 * The second step of signing in: opens the session of whoever gave the right password in this browser, for a code of their
 * second factor. The answer carries the cookies, and how many recovery codes are left when it was one. The caller has checked the origin of the request.
 */
export async function signInWithCode(
  auth: Auth,
  { typed, headers, now }: { typed: string; headers: Headers; now: Date },
  throttle?: Throttle,
): Promise<{ ok: true; response: Response; codesLeft?: number } | { ok: false; error: SignInError }> {
  const pending = await readPending(auth, headers, now);
  if (!pending) return { ok: false, error: "late" };
  const { userId, email } = pending;
  const address = readClient(headers);
  if (addresses.take(toNeighbourhood(address), now.getTime()) > 0) return { ok: false, error: "wait" };
  const { secret, baseURL: publicUrl, database } = auth.options;
  // Whoever has the password can collect cookies of browsers that it was right in, but none of one that a code was right in.
  const by = hasShownCode(headers, pending, { secret, publicUrl }) ? `known browsers ${userId}` : `account ${userId}`;
  const verdict = await spendCode(auth, { userId, typed, by, now }, throttle);
  const refuse = async (code: SignInError) => {
    await recordRefusedSignIn(database.db, { email, code, address }, now);
    return { ok: false as const, error: code };
  };
  if (verdict === "wait" && waits.take(by, now.getTime()) > 0) return { ok: false, error: "wait_code" };
  if (verdict !== "right") return refuse(errors[verdict]);
  const response = await openFirstSession(auth, { ...pending, headers });
  if (response.status === 409) return refuse("late");
  if (!response.ok) return { ok: false, error: response.status === 403 ? "disabled" : "failed" };
  response.headers.append("set-cookie", forgetPending(auth));
  if (!isRecoveryCode(typed)) return { ok: true, response };
  return { ok: true, response, codesLeft: await countRecoveryCodes(database.db, userId) };
}
