import { describeChange, levelStanding } from "@/lib/access/comp";
import type { Part } from "@/lib/access/parts";
import type { Standing } from "@/lib/access/standing";
import type { CustomerView } from "@/lib/access/view";
import type { GrantAccessLevel, RevokeAccessLevel } from "@/lib/adapty/access-level";
import type { SubscriptionTransaction } from "@/lib/adapty/transaction";
import type { Settings } from "@/lib/settings/settings";

/** One write that grants, shortens or ends access. */
export type CompWrite =
  | { operation: "comp.grant" | "comp.end"; body: SubscriptionTransaction }
  | { operation: "access.grant"; body: GrantAccessLevel }
  | { operation: "access.revoke"; body: RevokeAccessLevel };

/** The write, and what it is meant to lead to: `after` is where the level should stand once Adapty has applied it. */
export type Plan = CompWrite & {
  levelId: string;
  after: Standing;
  words: { now: Part[]; after: Part[] };
  shortens: boolean;
  /** Set when the comp begins later than now (milliseconds). */
  startsAt?: number;
};

/** A plan, or one sentence why there is none; `about` names the entry that the sentence belongs to. */
export type Planned = { ok: true; plan: Plan } | { ok: false; why: string; about?: "end" };

/** What every plan is made from; `now` in milliseconds is the moment the agent decides. */
export type Deciding = { view: CustomerView; settings: Settings; now: number };

export const refuse = (why: string, about?: "end"): Planned => ({ ok: false, why, about });

export function finishPlan(
  write: CompWrite & { levelId: string; after: Standing; startsAt?: number },
  { view, now }: Deciding,
): Planned {
  const { shortens, ...words } = describeChange(write.levelId, levelStanding(view, write.levelId, now), write.after);
  return { ok: true, plan: { ...write, words, shortens } };
}
