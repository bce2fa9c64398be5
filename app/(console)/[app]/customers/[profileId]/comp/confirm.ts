import { sayInstant } from "@/components/time-format";
import { levelStanding } from "@/lib/access/comp";
import { type Part, standingWords } from "@/lib/access/parts";
import type { Standing } from "@/lib/access/standing";
import type { CustomerView } from "@/lib/access/view";
import { levelTitle } from "@/lib/access/words";
import { sayParts } from "../say-parts";
import type { Plan } from "./planned";

const SAME_MS = 1000;
/** Adapty's clock may run ahead of ours: an end within this time counts as now. */
const CLOCKS_MS = 60_000;

const endOf = (standing: Standing | undefined): number | null | undefined =>
  standing?.is === "active" || standing?.is === "later" ? standing.until : undefined;

function isAsMeant(meant: Standing, shown: Standing | undefined, now: number): boolean {
  const end = endOf(shown);
  if (meant.is === "ended") {
    if (!shown || shown.is === "ended") return true;
    return typeof end === "number" && end <= now + CLOCKS_MS;
  }
  if (shown?.is !== "active" && shown?.is !== "later") return false;
  const wanted = endOf(meant);
  if (typeof wanted !== "number" || typeof end !== "number") return wanted === end;
  return Math.abs(wanted - end) <= SAME_MS;
}

/**
 * What Adapty's answer says of the level that a plan was about. `asMeant` is false when it shows another end than the plan
 * was meant to lead to: then nobody may tell the customer that it worked.
 */
export function confirmPlan(plan: Plan, answer: CustomerView, timeZone: string): { asMeant: boolean; text: string } {
  const { readAt } = answer;
  const shown = levelStanding(answer, plan.levelId, readAt);
  const title = levelTitle(plan.levelId);
  const say = (parts: Part[]) => `${sayParts(parts, timeZone)}.`;
  if (!answer.accessLevels)
    return { asMeant: false, text: "Adapty accepted it, but did not say what access there is." };
  if (isAsMeant(plan.after, shown, readAt)) return { asMeant: true, text: say(standingWords(title, shown)) };
  const still = `Adapty accepted it, but still shows: ${say(standingWords(title, shown))}`;
  if (plan.startsAt === undefined) return { asMeant: false, text: still };
  const then = sayInstant(plan.startsAt, timeZone);
  return { asMeant: false, text: `${still} It shows one entry per level; the comp is to take over on ${then}.` };
}
