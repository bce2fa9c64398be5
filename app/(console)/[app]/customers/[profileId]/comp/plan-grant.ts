import { compEnd, currentLevelEnd, heldLevel, type LevelEnd } from "@/lib/access/comp";
import { buildCompTransaction, runningComp } from "@/lib/access/comp-transaction";
import { isComp } from "@/lib/access/facts";
import { paidPeriodRunning } from "@/lib/access/paid";
import { levelTitle } from "@/lib/access/words";
import { formatInstant } from "@/lib/adapty/instant";
import type { Preset } from "@/lib/settings/settings";
import { planEnd } from "./plan-end";
import { type Deciding, finishPlan, type Planned, refuse } from "./planned";

/** What the grant form holds. `until` (milliseconds, NaN while empty) counts when `length` is "until". */
export type GrantChoices = {
  levelId: string;
  way: "comp" | "access";
  length: Preset | "until";
  until: number;
  rule: "add" | "replace";
  afterPaid: boolean;
};

const SAME_MS = 1000;

export const compProductOf = (levelId: string, { view, settings }: Deciding): string | null =>
  settings.grantables.find((line) => line.app === view.app && line.accessLevelId === levelId)?.compProductId ?? null;

/** When the paid period ends that a comp could wait for. */
export function paidEnd(levelId: string, { view, now }: Deciding): number | undefined {
  const until = paidPeriodRunning(view, levelId, now)?.until;
  return typeof until === "number" ? until : undefined;
}

/** The end that a length leads to by the chosen rule: milliseconds, null for life, or what `add` cannot count from. */
export function endOfLength(
  length: GrantChoices["length"],
  { rule, until }: Pick<GrantChoices, "rule" | "until">,
  { from, currentEnd }: { from: number; currentEnd: LevelEnd },
): number | null | "cannot_tell" {
  if (length === "until") return compEnd("set", { until });
  if (length.lifetime) return null;
  const by = length.days === undefined ? { months: length.months ?? 0 } : { days: length.days };
  return rule === "add" ? compEnd("add", { now: from, currentEnd, ...by }) : compEnd("replace", { now: from, ...by });
}

const orForever = (end: number | null) => end ?? Number.POSITIVE_INFINITY;

/**
 * The one write that leads to what the form says, or why there is none. A grant only ever adds: where the chosen end lies
 * before the current one, the plan is the write that really shortens.
 */
export function planGrant(choices: GrantChoices, deciding: Deciding & { operationId: string }): Planned {
  const { levelId, way } = choices;
  const { view, settings, now } = deciding;
  const title = levelTitle(levelId);
  const startsAt = choices.afterPaid ? paidEnd(levelId, deciding) : undefined;
  const from = startsAt ?? now;
  const currentEnd = currentLevelEnd(view, levelId, now);
  const end = endOfLength(choices.length, choices, { from, currentEnd });

  if (end === "cannot_tell")
    return refuse(`Adapty did not say when ${title} ends, so nothing can be added to it. Set the end, or replace it.`);
  if (end !== null && !(end > from)) {
    if (Number.isNaN(end)) return refuse("Choose the date.", "end");
    return refuse(startsAt ? "The end must lie after the paid period." : "The end must lie ahead.", "end");
  }
  if (currentEnd === null && end === null) return refuse(`${title} is for life already.`);
  if (typeof currentEnd === "number" && Math.abs(orForever(end) - currentEnd) < SAME_MS)
    return refuse(`${title} ends exactly then already.`, "end");

  if (end !== null && (typeof currentEnd === "number" || currentEnd === null) && end < orForever(currentEnd)) {
    const held = heldLevel(view, levelId, now);
    if (held?.standing.is === "later")
      return refuse(`${title} is to start later and ends after that. End it first, or choose a later end.`, "end");
    if (held && isComp(held.level)) return planEnd({ levelId, at: end }, deciding);
    return refuse(`${title} is bought and lasts longer than that: a comp would add nothing.`, "end");
  }

  const after = { is: "active", until: end } as const;
  if (way === "access" || startsAt !== undefined) {
    const body = {
      access_level_id: levelId,
      ...(startsAt !== undefined && { starts_at: formatInstant(startsAt) }),
      expires_at: end === null ? null : formatInstant(end),
    };
    return finishPlan({ operation: "access.grant", body, levelId, after, startsAt }, deciding);
  }
  const productId = compProductOf(levelId, deciding);
  if (productId === null) return refuse(`Settings name no comp product for ${title}. Choose access only.`);
  if (end === null) return refuse("A comp subscription always has an end. For life, choose access only.");
  const { store, country, currency } = settings.comp;
  const extending = runningComp(view, { store, productId }, now);
  const { operationId } = deciding;
  const body = buildCompTransaction({ operationId, now, end, store, productId, country, currency, extending });
  return finishPlan({ operation: "comp.grant", body, levelId, after }, deciding);
}
