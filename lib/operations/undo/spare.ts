import { isSamePurchase } from "@/lib/access/backing";
import { isComp, isRefunded, isSandbox } from "@/lib/access/facts";
import { type Standing, standingOfLevel, standingOfSubscription } from "@/lib/access/standing";
import { levelTitle } from "@/lib/access/words";
import type { RevokeAccessLevel } from "@/lib/adapty/access-level";
import { parseInstant } from "@/lib/adapty/instant";
import type { Subscription } from "@/lib/adapty/profile";
import type { Guard } from "../comp-guard";

const SAME_MS = 1000;

type Seen = Pick<Guard, "view" | "now">;

/** Adapty does not say which product gives which level: one that is known to give another does not give this. */
function mayGive(period: Subscription, levelId: string, { view }: Seen): boolean {
  const shown = (view.accessLevels ?? []).filter((level) => isSamePurchase(level, period));
  return shown.length === 0 || shown.some((level) => level.access_level_id === levelId);
}

function isBeyond(standing: Standing, end: number): boolean {
  if (standing.is === "cannot_tell") return true;
  if (standing.is === "ended") return false;
  return typeof standing.until !== "number" || standing.until > end + SAME_MS;
}

const runsBeyond = (period: Subscription, end: number, { now }: Seen): boolean =>
  !isRefunded(period) && isSandbox(period) !== true && isBeyond(standingOfSubscription(period, now), end);

/** A period of this customer, but for one transaction, that gives the level beyond `end` (ms), or may do so. */
export const findBeyondEnd = (levelId: string, end: number, seen: Seen, exceptId?: string): Subscription | undefined =>
  (seen.view.chains ?? [])
    .flatMap((chain) => chain.periods)
    .filter((period) => exceptId === undefined || period.store_transaction_id !== exceptId)
    .find((period) => mayGive(period, levelId, seen) && runsBeyond(period, end, seen));

/**
 * A revoke ends all that gives the level, also what Adapty shows no entry of. So an undo takes a grant back only where nothing
 * else runs beyond the end that it sets: else in a sentence why not.
 */
export function whyNotSpared({ access_level_id: id, revoke_at: at }: RevokeAccessLevel, seen: Seen): string | null {
  const title = levelTitle(id);
  const end = at ? parseInstant(at) : seen.now;
  const level = (seen.view.accessLevels ?? []).find((held) => held.access_level_id === id && !isComp(held));
  if (level && isBeyond(standingOfLevel(level, seen.now), end))
    return `${title} was bought, or may have been, and an undo would end that. If that is meant, end the access by hand.`;
  const other = findBeyondEnd(id, end, seen);
  if (!other) return null;
  const what = isComp(other) ? "A comp" : "A paid period";
  return `${what} of this customer runs beyond that, or may do so, and the undo would end its access to ${title} too. If that is meant, end the access by hand.`;
}
