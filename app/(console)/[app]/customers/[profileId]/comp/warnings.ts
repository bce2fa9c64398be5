import { type Answer, isComp, isSandbox } from "@/lib/access/facts";
import { paidPeriodRunning } from "@/lib/access/paid";
import { at, type Part, untilWords } from "@/lib/access/parts";
import type { CustomerView } from "@/lib/access/view";
import { storeName } from "@/lib/access/words";
import { takenStates } from "@/lib/operations/catalogue";
import type { ToldEntry } from "@/lib/operations/describe-request";
import type { Settings } from "@/lib/settings/settings";
import type { Plan } from "./planned";

export type Warning = { about: "paid" | "earlier" | "sandbox" | "shortens" | "store"; title: string; parts: Part[] };

const WATCHED_DAYS = 60;
const DAY = 86_400_000;

/** Whether everything this customer ever bought was a test; false when nothing was bought or not all of it is known. */
export function isSandboxOnly({ chains, chainCount, purchases, purchaseCount }: CustomerView): boolean {
  if (!chains || !purchases || chainCount > chains.length || purchaseCount > purchases.length) return false;
  const bought = [...chains.map((chain) => chain.latest), ...purchases].filter((entry) => !isComp(entry));
  return bought.length > 0 && bought.every((entry) => isSandbox(entry) === true);
}

type Said = Record<`${Answer}`, string>;

const renewal: Said = {
  true: " and renews then",
  false: "; auto-renew is off, so it ends then",
  cannot_tell: "; Adapty does not say whether it renews",
};

const beside: Said = {
  true: "The comp would run alongside it and may be worth nothing; it does not stop the store from charging.",
  false: "Until then the comp would run alongside it and be worth nothing. The store charges no more.",
  cannot_tell: "The comp would run alongside it and may be worth nothing; it does not stop the store from charging.",
};

const revoked: Said = {
  true: "A revoke ends the whole level, what was paid for too, and the store goes on charging.",
  false: "A revoke ends the whole level, what was paid for too, and refunds nothing.",
  cannot_tell: "A revoke ends the whole level, what was paid for too, and the store may go on charging.",
};

const ended = "Only the comp ends: the paid access should go on.";
const compEnded: Said = { true: ended, false: ended, cannot_tell: ended };

/** The paid period beside which a comp would run, whether that renews, and what follows from it. */
function warnOfPaid(view: CustomerView, levelId: string, now: number, what: Said): Warning | undefined {
  const paid = paidPeriodRunning(view, levelId, now);
  if (!paid) return;
  const { until, renews, chain } = paid;
  const store = storeName(chain.latest.store);
  return {
    about: "paid",
    title: "A paid period is running",
    parts: [`The ${store} subscription runs`, ...untilWords(until), renewal[`${renews}`], `. ${what[`${renews}`]}`],
  };
}

/** What an end means for the paid period that runs beside the comp. */
export const warnOfPaidAtEnd = (
  view: CustomerView,
  levelId: string,
  now: number,
  operation: Plan["operation"] | undefined,
) => warnOfPaid(view, levelId, now, operation === "comp.end" ? compEnded : revoked);

function warnOfEarlier(activity: ToldEntry[], { reasons }: Settings, now: number): Warning | undefined {
  const earlier = activity.filter(
    ({ name, state, createdAt }) =>
      (name === "comp.grant" || name === "access.grant") &&
      state !== "declined" &&
      takenStates.includes(state) &&
      now - Date.parse(createdAt) < WATCHED_DAYS * DAY,
  );
  const [last] = earlier;
  if (!last) return;
  const reason = reasons.find(({ code }) => code === last.reason)?.label ?? last.reason;
  const why = reason ? `, ${reason.toLowerCase()}` : "";
  const times = earlier.length === 1 ? "one comp" : `${earlier.length} comps`;
  return {
    about: "earlier",
    title: `Already ${times} from here in ${WATCHED_DAYS} days`,
    parts: ["The last: ", at(Date.parse(last.createdAt)), `, by ${last.agent.email}${why}.`],
  };
}

type Granting = Pick<Plan, "levelId" | "shortens"> & Partial<Pick<Plan, "operation" | "startsAt">>;

/** What an agent should know before granting, worst first. */
export function warningsOfGrant(
  { levelId, shortens, startsAt, operation }: Granting,
  { view, activity }: { view: CustomerView; activity: ToldEntry[] },
  settings: Settings,
  now: number,
): Warning[] {
  const shorter: Warning = {
    about: "shortens",
    title: "This shortens the access",
    parts: [
      "The customer would lose access sooner. A grant only ever adds, so ",
      operation === "comp.end" ? "the comp that runs is corrected." : "the access that runs is revoked at that date.",
    ],
  };
  const sandbox: Warning = {
    about: "sandbox",
    title: "Sandbox only",
    parts: ["Everything this customer bought was a test. A comp counts as a real one."],
  };
  return [
    shortens && shorter,
    shortens
      ? warnOfPaidAtEnd(view, levelId, now, operation)
      : startsAt === undefined && warnOfPaid(view, levelId, now, beside),
    warnOfEarlier(activity, settings, now),
    isSandboxOnly(view) && sandbox,
  ].filter((warning) => warning !== false && warning !== undefined);
}
