import "server-only";
import { oneInProcess } from "@/lib/world/one-in-process";
import type { Auth } from "./auth";
import { readClient, toNeighbourhood } from "./client-address";
import { mintDeviceCookie, readDevice } from "./cookies";
import { isCodeNeeded } from "./factor/ask-code";
import { mintPending } from "./factor/pending";
import { findPassword, stillRight } from "./held-password";
import { keepSession } from "./keep-session";
import { recordRefusedSignIn } from "./record-sign-in";
import { isOfDisabled } from "./refuse-closed";
import { createThrottle, type Throttle } from "./throttle";

type Throttles = {
  /** One browser that has signed in to this account before; else one address at one account. */
  throttle: Throttle;
  /** One address at whatever accounts: an office shares one. A browser that the account knows is not counted there. */
  perAddress: Throttle;
  /** One account from wherever, browsers that it knows apart: more than a single address could ever use up. */
  perAccount: Throttle;
};

const MAX_KEYS = 10_000;

const getThrottles = (): Throttles =>
  oneInProcess("consoleSignInThrottles", () => ({
    throttle: createThrottle({ capacity: 10, refillMs: 20_000, maxKeys: MAX_KEYS }),
    perAddress: createThrottle({ capacity: 60, refillMs: 1000, maxKeys: MAX_KEYS }),
    perAccount: createThrottle({ capacity: 100, refillMs: 5000, maxKeys: MAX_KEYS }),
  }));

/** Each takes half a second of one of the two that are hashed at once, so the last waits some eight seconds. */
const MOST_AT_ONCE = 34;
const judging = { now: 0 };

/** Null when too many passwords are judged already, of whatever accounts: nobody waits without end. */
async function judgeInTurn(judge: () => Promise<Response>): Promise<Response | null> {
  if (judging.now >= MOST_AT_ONCE) return null;
  judging.now += 1;
  try {
    return await judge();
  } finally {
    judging.now -= 1;
  }
}

/** Whoever is told to wait may go on asking: once a minute is enough to know. */
const waits = createThrottle({ capacity: 1, refillMs: 60_000, maxKeys: 10_000 });

/**
 * refused: unknown account or wrong password, never saying which. disabled: told only to who knows the password. wait: too
 * many attempts. busy: too many sign in just now. failed: our own fault. sso_only: nobody may use a password here. Of a code, told only to who knows the password: late: the password was given too long
 * ago; wrong_code, wrong_recovery_code, used_code, wait_code and unreadable_code: as lib/auth/factor/spend-code judged it.
 */
export type SignInError =
  | "refused"
  | "disabled"
  | "wait"
  | "busy"
  | "away"
  | "failed"
  | "sso_only"
  | "late"
  | "wrong_code"
  | "wrong_recovery_code"
  | "used_code"
  | "wait_code"
  | "unreadable_code";

/** What a stranger's sign-in came to; with `pending` the code is still to come, and there is no session. */
export type SignInAnswer = { ok: true; response: Response; pending: boolean } | { ok: false; error: SignInError };

/** What is no e-mail is no account, and counts against whoever typed it alone. */
const isEmail = (typed: string): boolean => typed.length <= 254 && /^[^\s@]+@[^\s@]+$/.test(typed);

/** In parts, so that nothing that is typed stands for the key of another. */
const keyOf = (parts: string[]): string => JSON.stringify(parts);

/** May this e-mail use a password here? shut: nobody may. other: somebody else may, and nobody is told who. */
export type PasswordDoor = "open" | "shut" | "other";

type Input = { email: string; password: string; headers: Headers; now: number; door?: PasswordDoor };
type Config = { secret: string; publicUrl: string } & Partial<Throttles>;

/**
 * Signs in by e-mail and password, through better-auth's HTTP handler. The answer carries the cookies: of the session, or
 * of the step that asks for the code. The caller has checked the origin of the request.
 */
export async function signIn(
  auth: Auth,
  { email: typed, password, headers, now, door = "open" }: Input,
  { secret, publicUrl, ...given }: Config,
): Promise<SignInAnswer> {
  const email = typed.trim().toLowerCase();
  const signer = { secret, publicUrl };
  const judged = await findPassword(auth.options.database.db, { email });
  const device = judged && readDevice(headers, { email, hash: judged.hash }, signer);
  const address = readClient(headers);
  const near = toNeighbourhood(address);
  const refuse = async (error: SignInError, code = error) => {
    await recordRefusedSignIn(auth.options.database.db, { email, code, address }, new Date(now));
    return { ok: false as const, error };
  };
  const isAddressed = isEmail(email);
  const { throttle, perAddress, perAccount } = { ...getThrottles(), ...given };
  const gates = [
    ...(isAddressed ? [{ gate: throttle, key: keyOf(device ? ["device", device] : ["from", near, email]) }] : []),
    ...(device ? [] : [{ gate: perAddress, key: keyOf(["address", near]) }]),
    ...(isAddressed ? [{ gate: perAccount, key: keyOf([device ? "known browsers" : "account", email]) }] : []),
  ];
  const giveBack = (count: number) => {
    for (const { gate, key } of gates.slice(0, count)) gate.giveBack(key);
  };
  const closed = gates.findIndex(({ gate, key }) => gate.take(key, now) > 0);
  if (closed >= 0) {
    giveBack(closed);
    if (waits.take(`${gates[closed]?.key}`, now) === 0) return refuse("wait");
    return { ok: false, error: "wait" };
  }

  if (door === "shut") return refuse("sso_only");
  if (!isAddressed) return refuse("refused");
  const forwarded = new Headers({ "content-type": "application/json", origin: publicUrl });
  for (const name of ["x-forwarded-for", "user-agent"]) {
    const value = headers.get(name);
    if (value) forwarded.set(name, value);
  }
  const answer = await judgeInTurn(() =>
    auth.handler(
      new Request(`${publicUrl}/api/auth/sign-in/email`, {
        method: "POST",
        headers: forwarded,
        // Refused like a wrong one, in the same time: nobody is told whose password counts.
        body: JSON.stringify({ email, password: door === "other" ? crypto.randomUUID() : password }),
      }),
    ),
  );
  if (!answer) {
    giveBack(gates.length);
    return { ok: false, error: "busy" };
  }
  if (answer.status >= 500) return refuse("failed");
  if (await isCodeNeeded(answer)) {
    const right = judged && (await stillRight(auth, judged, password));
    if (!right) return refuse("refused");
    giveBack(gates.length);
    const cookie = mintPending(auth, right, new Date(now));
    return { ok: true, response: new Response(null, { headers: { "set-cookie": cookie } }), pending: true };
  }
  if (door === "other") return refuse("refused", "sso_only");
  if (!answer.ok) return refuse((await isOfDisabled(answer)) ? "disabled" : "refused");
  const right = await keepSession(auth, { answer, judged, password });
  if (!right) return refuse("refused");
  giveBack(gates.length);
  const response = new Response(null, { headers: answer.headers });
  response.headers.append("set-cookie", mintDeviceCookie({ email, hash: right.hash }, signer));
  return { ok: true, response, pending: false };
}
