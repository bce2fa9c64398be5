/** In the words of the table; `expired` is a waiting request whose time is over. */
export type RequestState = "waiting" | "approved" | "rejected" | "withdrawn" | "stale" | "expired";

export const EXPIRES_MS = 72 * 3_600_000;

type Held = { state: Exclude<RequestState, "expired">; expiresAt: string };

/** What a request is just now, `now` in milliseconds. */
export const stateNow = ({ state, expiresAt }: Held, now: number): RequestState =>
  state === "waiting" && Date.parse(expiresAt) <= now ? "expired" : state;

const words: Record<RequestState, string> = {
  waiting: "waiting for approval",
  approved: "approved",
  rejected: "rejected",
  withdrawn: "withdrawn",
  stale: "set aside as out of date",
  expired: "expired after 72 hours",
};

export const sayState = (state: RequestState): string => words[state];
