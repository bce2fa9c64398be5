import "server-only";
import type { Auth } from "./auth";
import { mintDeviceCookie, readDevice } from "./cookies";
import { isCodeNeeded } from "./factor/ask-code";
import { mintPending } from "./factor/pending";
import { recordRefusedSignIn } from "./record-sign-in";
import { isOfDisabled } from "./refuse-closed";
import { createThrottle, type Throttle } from "./throttle";

const shared = globalThis as typeof globalThis & { consoleSignInThrottle?: Throttle };

function getThrottle(): Throttle {
  shared.consoleSignInThrottle ??= createThrottle({ capacity: 10, refillMs: 20_000, maxKeys: 10_000 });
  return shared.consoleSignInThrottle;
}

/** Whoever is told to wait may go on asking: once a minute is enough to know. */
const waits = createThrottle({ capacity: 1, refillMs: 60_000, maxKeys: 10_000 });

/**
 * refused: unknown account or wrong password, never saying which. disabled: told only to who knows the password. wait: too
 * many attempts. failed: our own fault. Of a code, told only to who knows the password: late: the password was given too long
 * ago; wrong_code, used_code, wait_code and unreadable_code: as lib/auth/factor/spend-code judged it.
 */
export type SignInError =
  | "refused"
  | "disabled"
  | "wait"
  | "failed"
  | "late"
  | "wrong_code"
  | "used_code"
  | "wait_code"
  | "unreadable_code";

/** What a stranger's sign-in came to; with `pending` the code is still to come, and there is no session. */
export type SignInAnswer = { ok: true; response: Response; pending: boolean } | { ok: false; error: SignInError };

type Input = { email: string; password: string; headers: Headers; now: number };
type Config = { secret: string; publicUrl: string; throttle?: Throttle };

/**
 * Signs in by e-mail and password, through better-auth's HTTP handler so that its limit per address counts too. The answer
 * carries the cookies: of the session, or of the step that asks for the code. The caller has checked the origin of the request.
 */
export async function signIn(
  auth: Auth,
  { email: typed, password, headers, now }: Input,
  { secret, publicUrl, throttle = getThrottle() }: Config,
): Promise<SignInAnswer> {
  const email = typed.trim().toLowerCase();
  const device = readDevice(headers, email, secret);
  const key = device ? `device ${device}` : `account ${email}`;
  const refuse = async (code: SignInError) => {
    const isNews = code !== "wait" || waits.take(key, now) === 0;
    if (isNews) await recordRefusedSignIn(auth.options.database.db, { email, code }, new Date(now));
    return { ok: false as const, error: code };
  };
  if (throttle.take(key, now) > 0) return refuse("wait");

  const forwarded = new Headers({ "content-type": "application/json", origin: publicUrl });
  for (const name of ["x-forwarded-for", "user-agent"]) {
    const value = headers.get(name);
    if (value) forwarded.set(name, value);
  }
  const answer = await auth.handler(
    new Request(`${publicUrl}/api/auth/sign-in/email`, {
      method: "POST",
      headers: forwarded,
      body: JSON.stringify({ email, password }),
    }),
  );
  if (answer.status === 429) return refuse("wait");
  if (answer.status >= 500) return refuse("failed");
  if (await isCodeNeeded(answer)) {
    throttle.giveBack(key);
    const cookie = await mintPending(auth, email, new Date(now));
    return cookie === null
      ? refuse("refused")
      : { ok: true, response: new Response(null, { headers: { "set-cookie": cookie } }), pending: true };
  }
  if (!answer.ok) return refuse((await isOfDisabled(answer)) ? "disabled" : "refused");
  throttle.giveBack(key);
  const response = new Response(null, { headers: answer.headers });
  response.headers.append("set-cookie", mintDeviceCookie(email, secret, publicUrl));
  return { ok: true, response, pending: false };
}
