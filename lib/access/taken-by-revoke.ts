import { isComp } from "./facts";
import { paidPeriodRunning } from "./paid";
import { standingsOf } from "./standing";
import type { CustomerView } from "./view";

/**
 * What a revoke of this level takes besides what support gave: the level itself was `bought`, or nobody knows who gave it;
 * or a paid period runs `beside` the comp, and ends with it. Undefined when it takes a comp alone. `now` in milliseconds.
 */
export function takenByRevoke(
  view: Pick<CustomerView, "accessLevels" | "chains">,
  levelId: string,
  now: number,
): "bought" | "beside" | undefined {
  const levels = (view.accessLevels ?? []).filter((level) => level.access_level_id === levelId);
  const [held] = standingsOf(levels, now);
  if (held && !isComp(held.level)) return "bought";
  return paidPeriodRunning(view, levelId, now) && "beside";
}
