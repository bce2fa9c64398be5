import { LANDS_WITHIN_MS } from "../../../lib/operations/check-times";
import type { Chance } from "../chance";

/** What can become of a call. `before`: it never takes effect; `after`: it has taken effect. */
export const faults = {
  refused: "is refused a connection",
  no_connection: "finds no connection for 4 s",
  reset_before: "is cut off before it arrives",
  reset_after: "is cut off after it took effect",
  stall_before: "gets lost, and no answer comes",
  stall_after: "takes effect, and no answer comes",
  late: "is cut off and arrives seconds later",
  zombie: "is cut off and arrives minutes or hours later",
  server_error_before: "is answered 500 and not done",
  server_error_after: "is answered 500 and done",
  gateway_before: "is answered an HTML page 502 and not done",
  gateway_after: "is answered an HTML page 504 and done",
  too_many: "is answered 429",
  cut_body: "is done, and its answer is cut off",
  short_body: "is done, and its answer ends early without a word",
  portal: "is answered 200 by a portal's HTML page",
  bad_json: "is done, and answered by no JSON",
  empty: "is done, and answered 200 with nothing",
  wrong_identity: "is done, and answered with another customer",
  slow: "is done within 14 s",
  key_refused: "is answered 401",
  blocked: "is answered an HTML page 403",
} as const;

export type Fault = keyof typeof faults;
export const faultNames = Object.keys(faults) as Fault[];

/** When a call arrives (null: never) and what comes back when; in ms after it left. */
export type Fate = {
  lands: number | null;
  /** What is answered instead of the truth; undefined: the truth. Null: nothing ever. */
  answer: { at: number; status: number; body?: string; type?: string; headers?: Record<string, string> } | null;
  /** How the truth is spoilt. */
  spoilt?: "cut" | "short" | "json" | "empty" | "identity";
  /** The connection breaks, with this code. */
  breaks?: { at: number; code: string };
};

const HTML = "<!doctype html><title>Sorry</title><h1>Something stood in between</h1>";
const html = (at: number, status: number) => ({ at, status, body: HTML, type: "text/html" });
const retryAfter = ["0", "1", "3", "-5", "86400", "soon", "Wed, 21 Oct 2015 07:28:00 GMT", ""];

export function fateOf(fault: Fault | undefined, chance: Chance): Fate {
  const there = chance.between(1, 60);
  const back = there + chance.between(1, 60);
  const truth = { lands: there, answer: { at: back, status: 0 } };
  switch (fault) {
    case undefined:
      return truth;
    case "refused":
      return { lands: null, answer: null, breaks: { at: 1, code: "ECONNREFUSED" } };
    case "no_connection":
      return { lands: null, answer: null, breaks: { at: 4_000, code: "UND_ERR_CONNECT_TIMEOUT" } };
    case "reset_before":
      return { lands: null, answer: null, breaks: { at: there, code: "ECONNRESET" } };
    case "reset_after":
      return { lands: there, answer: null, breaks: { at: back, code: "ECONNRESET" } };
    case "stall_before":
      return { lands: null, answer: null };
    case "stall_after":
      return { lands: there, answer: null };
    case "late":
      return {
        lands: chance.between(back, LANDS_WITHIN_MS - 100),
        answer: null,
        breaks: { at: there, code: "UND_ERR_SOCKET" },
      };
    case "zombie":
      return { lands: LANDS_WITHIN_MS + 40_000 * chance.fraction() * 10 ** chance.below(3), answer: null };
    case "server_error_before":
      return { lands: null, answer: { at: back, status: 500, body: '{"detail":"sorry"}' } };
    case "server_error_after":
      return { lands: there, answer: { at: back, status: 500, body: '{"detail":"sorry"}' } };
    case "gateway_before":
      return { lands: null, answer: html(back, 502) };
    case "gateway_after":
      return { lands: there, answer: html(back, 504) };
    case "too_many": {
      const header = chance.pick(retryAfter);
      const headers: Record<string, string> = header === "" ? {} : { "retry-after": header };
      return { lands: null, answer: { at: back, status: 429, body: "{}", headers } };
    }
    case "cut_body":
      return { ...truth, spoilt: "cut" };
    case "short_body":
      return { ...truth, spoilt: "short" };
    case "portal":
      return { lands: chance.below(2) ? there : null, answer: html(back, 200) };
    case "bad_json":
      return { ...truth, spoilt: "json" };
    case "empty":
      return { ...truth, spoilt: "empty" };
    case "wrong_identity":
      return { ...truth, spoilt: "identity" };
    case "slow": {
      const lands = chance.between(100, 12_000);
      return { lands, answer: { at: lands + chance.between(100, 2_500), status: 0 } };
    }
    case "key_refused": {
      const errors = [{ source: null, errors: ["No."] }];
      const body = JSON.stringify({ errors, error_code: "not_authenticated", status_code: 401 });
      return { lands: null, answer: { at: back, status: 401, body } };
    }
    case "blocked":
      return { lands: null, answer: html(back, 403) };
  }
}
