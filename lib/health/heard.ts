import type { Try } from "@/lib/adapty/tries";

/**
 * What the calls of one app have told of Adapty, in this process. `last`: the newest try, and whether Adapty answered it;
 * `failingSince`: when the first went unanswered of those that did since the last answer; `mixedUpAt`: when it last answered with
 * another customer than the one asked for; `key`: the newest answer that says whether the key is accepted; `clock`: how far
 * Adapty's clock was ahead of ours. Instants are ms.
 */
export type Heard = {
  last: { at: number; answered: boolean; code: string };
  answeredAt: number | null;
  failingSince: number | null;
  mixedUpAt: number | null;
  key: { at: number; accepted: boolean; which: Try["key"]; status: number | undefined } | null;
  clock: { at: number; ms: number } | null;
};

/** Adapty's own yes or no, also to what was asked; what stands in between says nothing of it. */
const isAnswered = ({ kind }: Try) => kind === "ok" || kind === "refused";

/** A 429 comes before the key is looked at, and what stands in between, such as a firewall's page, says nothing of it. */
function keyOf(one: Try, at: number): Heard["key"] {
  const { status, key: which } = one;
  if (!isAnswered(one) || status === 429) return null;
  return { at, accepted: status !== 401 && status !== 403, which, status };
}

/** What is known after one more try, at `at`; of Adapty one customer who is too large says nothing. */
export function hear(before: Heard | undefined, one: Try, at: number): Heard | undefined {
  if (one.code === "too_large") return before;
  const answered = isAnswered(one);
  return {
    last: { at, answered, code: one.code },
    answeredAt: answered ? at : (before?.answeredAt ?? null),
    failingSince: answered ? null : (before?.failingSince ?? at),
    mixedUpAt: one.code === "identity_mismatch" ? at : (before?.mixedUpAt ?? null),
    key: keyOf(one, at) ?? before?.key ?? null,
    clock: answered && one.clockMs !== null ? { at, ms: one.clockMs } : (before?.clock ?? null),
  };
}
