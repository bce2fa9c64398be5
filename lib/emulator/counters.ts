import type { Effect } from "./calls";

const REQUESTS_KEPT = 200;

export type LoggedRequest = {
  at: number;
  method: string;
  path: string;
  /** The headers that name the profile and its platform, one character per byte as they came. */
  headers: Record<string, string>;
  /** The user-agent that the caller gave itself. */
  caller: string;
  body: Uint8Array;
  /** Null while unanswered, and for an answer that a fault tore down. */
  status: number | null;
};

const nameOf = ({ method, path }: LoggedRequest) => `${method} ${path}`;

type CallerCounts = { requests: Record<string, number>; faulted: number };

/** Counts what came in, from whom and what it did, and keeps the last 200 requests. Lives in memory only. */
export function createCounters() {
  let requests: Record<string, number> = {};
  let effects: Partial<Record<Effect, number>> = {};
  let last: LoggedRequest[] = [];
  const callers = new Map<string, CallerCounts>();
  const ledger = new Map<string, Partial<Record<Effect, number>>>();
  return {
    request(logged: LoggedRequest) {
      const name = nameOf(logged);
      requests[name] = (requests[name] ?? 0) + 1;
      last.push(logged);
      if (last.length > REQUESTS_KEPT * 2) last = last.slice(-REQUESTS_KEPT);
    },
    /** By caller; a request that met a fault is counted apart. */
    caller(logged: LoggedRequest, faulted: boolean) {
      const counts = callers.get(logged.caller) ?? { requests: {}, faulted: 0 };
      callers.set(logged.caller, counts);
      const name = nameOf(logged);
      if (faulted) counts.faulted++;
      else counts.requests[name] = (counts.requests[name] ?? 0) + 1;
    },
    effect(kind: Effect, profileId: string) {
      effects[kind] = (effects[kind] ?? 0) + 1;
      const ofProfile = ledger.get(profileId) ?? {};
      ledger.set(profileId, ofProfile);
      ofProfile[kind] = (ofProfile[kind] ?? 0) + 1;
    },
    /** What took effect, by profile, whatever its caller was told. */
    readLedger: () => Object.fromEntries(ledger),
    read: () => ({
      requests,
      effects,
      callers: Object.fromEntries(callers),
      last: last.slice(-REQUESTS_KEPT).map((logged) => ({ ...logged, body: new TextDecoder().decode(logged.body) })),
    }),
    clear() {
      requests = {};
      effects = {};
      callers.clear();
      ledger.clear();
      last = [];
    },
  };
}

export type Counters = ReturnType<typeof createCounters>;
