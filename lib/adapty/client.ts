import "server-only";
import { type App, env, keysOf } from "@/lib/env";
import { after, elapsed, network, randomFraction, sleep, timeNow } from "@/lib/world/world";
import { type Answer, type EmptyAnswer, judgeAnswer, ownFailure } from "./answer";
import { readBody } from "./body";
import { limitConnecting, NeverConnected } from "./connecting";
import { faultOf } from "./fault";
import { checkCustomerUserId, checkProfileId, type Identity } from "./identity";
import { ANSWER_MAX_BYTES, CONNECT_MS, READ_TOTAL_MS, READ_TRIES, WRITE_TOTAL_MS } from "./limits";
import { readHttpDate, readRetryAfter, waitBeforeRetry } from "./retry";
import { tellTry } from "./tries";
import { withoutKeys } from "./without-keys";

const AGAIN = new Set([429, 502, 503, 504]);
/** A Date header drops what is less than a second. */
const HALF_SECOND_MS = 500;
const OK = { kind: "ok", code: "ok" } as const;

export type Call = { app: App; path: string; identity: Identity } & (
  | { method: "GET"; answers: "profile"; body?: undefined }
  | { method: "POST" | "PATCH"; answers: "profile"; body: unknown }
  | { method: "DELETE"; answers: "nothing"; body?: undefined }
);

/** What the client works with; tests put their own server, limits, sleep and chance in its place. */
export type Door = {
  origin: string;
  fetch: typeof fetch;
  sleep: (ms: number) => Promise<void>;
  random: () => number;
  limits: { connectMs: number; readMs: number; writeMs: number; answerBytes: number };
};

const realDoor: Door = {
  origin: env.adaptyUrl,
  fetch: network,
  sleep,
  random: randomFraction,
  limits: { connectMs: CONNECT_MS, readMs: READ_TOTAL_MS, writeMs: WRITE_TOTAL_MS, answerBytes: ANSWER_MAX_BYTES },
};

type Tried = {
  answer: Answer | EmptyAnswer;
  again: boolean;
  retryAfterMs: number | null;
  /** Of an answer that began to arrive: its status, what its Date header says (ms), and what our clock said then (ms). */
  heard?: { status: number; theirs: number | null; ours: number };
};

function headersFor(call: Call): { headers: Record<string, string> } | { message: string } {
  const headers: Record<string, string> = {
    accept: "application/json",
    "user-agent": "adapty-support-console",
  };
  if (call.body !== undefined) headers["content-type"] = "application/json";
  const { profileId, customerUserId } = call.identity;
  const ids = [
    ["adapty-profile-id", profileId === undefined ? undefined : checkProfileId(profileId)],
    ["adapty-customer-user-id", customerUserId === undefined ? undefined : checkCustomerUserId(customerUserId)],
  ] as const;
  for (const [name, checked] of ids) {
    if (checked?.ok === false) return { message: `${checked.message} Nothing was sent.` };
    if (checked) headers[name] = checked.id;
  }
  return profileId === undefined && customerUserId === undefined
    ? { message: "No customer was named. Nothing was sent." }
    : { headers };
}

async function tryOnce(call: Call, headers: Record<string, string>, door: Door, signal: AbortSignal): Promise<Tried> {
  const read = call.method === "GET";
  let seen: { status?: number; requestId?: string } = {};
  try {
    const response = await limitConnecting(door.limits.connectMs, signal, (either) =>
      door.fetch(new URL(call.path, door.origin), {
        method: call.method,
        headers,
        body: call.body === undefined ? undefined : JSON.stringify(call.body),
        redirect: "manual",
        cache: "no-store",
        signal: either,
      }),
    );
    const { status } = response;
    const heard = { status, theirs: readHttpDate(response.headers.get("date")), ours: timeNow() };
    const requestId = /^[\x21-\x7E]{1,200}$/.exec(response.headers.get("request-id") ?? "")?.[0];
    seen = requestId === undefined ? { status } : { status, requestId };
    const body = await readBody(response, door.limits.answerBytes, signal);
    if (body.tooLarge) {
      return { answer: ownFailure("unknown", "too_large", read, seen), again: false, retryAfterMs: null, heard };
    }
    const question = { identity: call.identity, read, answers: call.answers, appName: call.app.name };
    const answer = judgeAnswer(
      { ...seen, status, contentType: response.headers.get("content-type"), text: body.text },
      question,
    );
    const retryAfterMs = readRetryAfter(response.headers.get("retry-after"), timeNow());
    return { answer, again: AGAIN.has(status), retryAfterMs, heard };
  } catch (thrown) {
    if (signal.aborted && !(thrown instanceof NeverConnected)) {
      return { answer: ownFailure("unknown", "timed_out", read, seen), again: false, retryAfterMs: null };
    }
    const { kind, code } = faultOf(thrown);
    const again = code === "unreachable" || code === "connection_lost";
    return { answer: ownFailure(kind, code, read, seen), again, retryAfterMs: null };
  }
}

/** One try with one of the app's keys, told to whoever watches over the console, and of none of the keys. */
async function tryAndTell(
  call: Call,
  { headers, key, tried }: { headers: Record<string, string>; key: string; tried: number },
  door: Door,
  signal: AbortSignal,
): Promise<Tried> {
  const began = elapsed();
  const sent = await tryOnce(call, { ...headers, authorization: `Api-Key ${key}` }, door, signal);
  const answer = withoutKeys(sent.answer, keysOf(call.app));
  const { app, method, path } = call;
  const { theirs = null, ours = 0 } = sent.heard ?? {};
  tellTry({
    app: app.id,
    method,
    path,
    tried,
    key: key === app.secretKey ? "current" : "previous",
    ms: elapsed() - began,
    ...(answer.ok ? OK : { kind: answer.error.kind, code: answer.error.code }),
    status: sent.heard?.status ?? (answer.ok ? undefined : answer.error.status),
    clockMs: theirs === null ? null : theirs + HALF_SECOND_MS - ours,
  });
  return { ...sent, answer };
}

/**
 * The one door to Adapty. A GET is tried up to three times while nothing came back but 429, 502, 503, 504 or a broken
 * connection; a write is sent once, whatever happens. What a key is refused for itself (401, so nothing of it was done) is asked
 * with the app's previous one, where there is one. Never throws: a failure says whether Adapty refused, was surely not
 * reached, or whether the outcome is unknown, and an answer about another customer is a failure.
 */
export function callAdapty(call: Call & { answers: "profile" }, door?: Partial<Door>): Promise<Answer>;
export function callAdapty(call: Call & { answers: "nothing" }, door?: Partial<Door>): Promise<EmptyAnswer>;
export async function callAdapty(call: Call, overrides: Partial<Door> = {}): Promise<Answer | EmptyAnswer> {
  const door = { ...realDoor, ...overrides };
  const prepared = headersFor(call);
  if ("message" in prepared) {
    return {
      ok: false,
      error: { kind: "not_reached", code: "invalid_identity", message: prepared.message, fields: [] },
    };
  }
  const read = call.method === "GET";
  const limitMs = read ? door.limits.readMs : door.limits.writeMs;
  const deadline = elapsed() + limitMs;
  const controller = new AbortController();
  const callOff = after(limitMs, () => controller.abort());
  const keys = keysOf(call.app);
  try {
    for (let tried = 1; ; tried++) {
      const one = { headers: prepared.headers, key: keys[0] ?? "", tried };
      const { answer, again, retryAfterMs } = await tryAndTell(call, one, door, controller.signal);
      if (keys.length > 1 && !answer.ok && answer.error.kind === "refused" && answer.error.status === 401) {
        keys.shift();
        continue;
      }
      const pause = waitBeforeRetry(tried, retryAfterMs, door.random());
      const over = tried >= READ_TRIES || elapsed() + pause >= deadline;
      if (!read || !again || over) return answer;
      await door.sleep(pause);
    }
  } finally {
    callOff();
  }
}
