import { originOf } from "@/lib/access/facts";
import { at, type Part, untilWords } from "@/lib/access/parts";
import type { CustomerView } from "@/lib/access/view";
import { levelTitle, showSigns } from "@/lib/access/words";
import type { GrantAccessLevel } from "@/lib/adapty/access-level";
import { parseInstant } from "@/lib/adapty/instant";
import type { ActivityEntry } from "./activity-entry";

/** A sentence that holds until `from` (milliseconds). */
export type PlannedComp = { from: number; parts: Part[] };

type Planned = { levelId: string; from: number; until: number | null };

const endOf = (text: unknown) => (text === null || text === undefined ? Number.POSITIVE_INFINITY : parseInstant(text));

function plannedBy({ name, state, request }: ActivityEntry, now: number): Planned | undefined {
  if (name !== "access.grant" || state !== "applied") return;
  const { access_level_id: levelId, starts_at, expires_at } = request as GrantAccessLevel;
  const from = parseInstant(starts_at);
  const end = endOf(expires_at);
  if (from > now && end > from) return { levelId, from, until: Number.isFinite(end) ? end : null };
}

/** Access that Adapty already shows: the entry that starts then, or one given as access only that reaches as far. */
const shows = ({ accessLevels = [] }: Pick<CustomerView, "accessLevels">, { levelId, from, until }: Planned) =>
  accessLevels.some(
    (level) =>
      level.access_level_id === levelId &&
      (parseInstant(level.starts_at) === from ||
        (originOf(level) === "access_only" && endOf(level.expires_at) >= (until ?? Number.POSITIVE_INFINITY))),
  );

/**
 * The comps granted from here that start later and that Adapty took but does not show: it answers one entry per level, the
 * one that runs, so only our journal knows of them. Newest first; one that a later revoke ended is gone. `now` in milliseconds.
 */
export function sayPlannedComps(activity: ActivityEntry[], view: CustomerView, now: number): PlannedComp[] {
  const revoked = new Set<string>();
  return activity.flatMap((entry) => {
    if (entry.name === "access.revoke" && entry.state === "applied")
      revoked.add((entry.request as { access_level_id: string }).access_level_id);
    const comp = plannedBy(entry, now);
    if (!comp || revoked.has(comp.levelId) || shows(view, comp)) return [];
    const by = `(granted by ${showSigns(entry.agent.email)}, not shown by Adapty yet).`;
    const title = levelTitle(comp.levelId);
    const parts = [`A comp of ${title} from here is to take over `, at(comp.from), ",", ...untilWords(comp.until)];
    return [{ from: comp.from, parts: [...parts, ` ${by}`] }];
  });
}
