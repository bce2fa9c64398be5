import type { Effect } from "./calls";

const REQUESTS_KEPT = 200;

export type LoggedRequest = {
  at: number;
  method: string;
  path: string;
  /** The headers that name the profile and its platform, one character per byte as they came. */
  headers: Record<string, string>;
  body: Uint8Array;
  /** Null while unanswered, and for an answer that a fault tore down. */
  status: number | null;
};

/** Counts what came in and what it did, and keeps the last 200 requests. Lives in memory only. */
export function createCounters() {
  let requests: Record<string, number> = {};
  let effects: Partial<Record<Effect, number>> = {};
  let last: LoggedRequest[] = [];
  return {
    request(logged: LoggedRequest) {
      const name = `${logged.method} ${logged.path}`;
      requests[name] = (requests[name] ?? 0) + 1;
      last.push(logged);
      if (last.length > REQUESTS_KEPT * 2) last = last.slice(-REQUESTS_KEPT);
    },
    effect(kind: Effect) {
      effects[kind] = (effects[kind] ?? 0) + 1;
    },
    read: () => ({
      requests,
      effects,
      last: last.slice(-REQUESTS_KEPT).map((logged) => ({ ...logged, body: new TextDecoder().decode(logged.body) })),
    }),
    clear() {
      requests = {};
      effects = {};
      last = [];
    },
  };
}

export type Counters = ReturnType<typeof createCounters>;
