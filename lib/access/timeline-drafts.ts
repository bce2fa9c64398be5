import type { AccessLevel, NonSubscription, Subscription } from "@/lib/adapty/profile";
import { quickInstant } from "./chains";
import { type Entry, isComp, isInGrace, isRefunded, isSandbox, isTrial, originOf } from "./facts";
import { chainRowId, PURCHASES_ROW, purchaseRowId } from "./row-id";
import type { BarKind, MarkKind } from "./timeline";
import type { Chain } from "./view";

export type DraftBar = { from: number; to: number | null; kind: BarKind; what: string; rowId: string };
export type DraftMark = { at: number; kind: MarkKind; what: string; rowId: string };
export type Draft = { bars: DraftBar[]; marks: DraftMark[]; undated: number };

const DAY = 86_400_000;

/** What was bought, with its Sandbox flag, in words. */
const whatOf = (entry: Entry | NonSubscription) =>
  (entry.store_product_id ?? "unnamed product") + (entry.environment === "Sandbox" ? " (Sandbox)" : "");

export function kindOf(entry: Entry): BarKind {
  if (isSandbox(entry) === true) return "sandbox";
  if (isComp(entry)) return originOf(entry) === "promotion" ? "free" : "comp";
  return isTrial(entry) ? "trial" : "paid";
}

const endOf = (entry: Entry) => (entry.expires_at === null ? Number.POSITIVE_INFINITY : quickInstant(entry.expires_at));

/** One period as bars: cut where the next period starts, with its billing issue or grace period as a bar of its own. */
function barsOfPeriod(period: Subscription, next: number, rowId: string, readAt: number): DraftBar[] {
  const from = quickInstant(period.purchased_at);
  const paidTo = Math.min(endOf(period), next > from ? next : Number.POSITIVE_INFINITY);
  const issue = quickInstant(period.billing_issue_detected_at);
  const grace = isInGrace(period);
  const end = grace ? Math.max(paidTo, readAt) : paidTo;
  const turn = issue > from && issue < end ? issue : grace ? paidTo : end;
  const bar = (start: number, stop: number, kind: BarKind): DraftBar[] =>
    stop > start ? [{ from: start, to: Number.isFinite(stop) ? stop : null, kind, what: whatOf(period), rowId }] : [];
  return [...bar(from, turn, kindOf(period)), ...bar(turn, end, grace ? "grace" : "billing_issue")];
}

/** A chain as bars (its periods) and marks (bought, renewed, cancelled, billing issue, refunded). */
export function draftChain(chain: Chain, readAt: number): Draft {
  const rowId = chainRowId(chain);
  const bars: DraftBar[] = [];
  const marks = new Map<string, DraftMark>();
  let undated = 0;
  let next = Number.POSITIVE_INFINITY;
  chain.periods.forEach((period, index) => {
    const mark = (at: number, kind: MarkKind) => {
      if (!Number.isNaN(at)) marks.set(`${kind}${at}`, { at, kind, what: whatOf(period), rowId });
    };
    const from = quickInstant(period.purchased_at);
    if (Number.isNaN(from) || Number.isNaN(endOf(period))) undated++;
    else bars.push(...barsOfPeriod(period, next, rowId, readAt));
    mark(from, index === chain.periods.length - 1 ? "purchase" : "renewal");
    const cancelled = quickInstant(period.renewal_cancelled_at);
    if (isRefunded(period)) mark(Number.isNaN(cancelled) ? quickInstant(period.expires_at) : cancelled, "refund");
    else if (!isComp(period)) mark(cancelled, "cancelled");
    mark(quickInstant(period.billing_issue_detected_at), "billing_issue");
    if (!Number.isNaN(from)) next = from;
  });
  return { bars: bars.sort((a, b) => a.from - b.from), marks: [...marks.values()], undated };
}

/** One-time purchases as marks; a refund is drawn where the purchase was made, since Adapty gives it no date. */
export function draftPurchases(purchases: NonSubscription[]): Draft {
  const marks: DraftMark[] = [];
  const many = purchases.length > 50;
  for (const purchase of purchases) {
    const at = quickInstant(purchase.purchased_at);
    if (Number.isNaN(at)) continue;
    const rowId = many ? PURCHASES_ROW : purchaseRowId(purchase);
    marks.push({ at, kind: purchase.is_refund ? "refund" : "purchase", what: whatOf(purchase), rowId });
  }
  return { bars: [], marks, undated: purchases.length - marks.length };
}

/**
 * When a level gave access: the periods of the chain behind it, joined where they touch and cut at the level's end, then
 * what the level adds after them.
 */
export function draftLevel(level: AccessLevel, chain: DraftBar[], rowId: string): Draft {
  const end = endOf(level);
  const starts = quickInstant(level.starts_at ?? level.purchased_at);
  if (Number.isNaN(end) || (Number.isNaN(starts) && !chain.length)) return { bars: [], marks: [], undated: 1 };
  const what = "access";
  const bars: DraftBar[] = [];
  for (const { from, to, kind } of chain) {
    const last = bars.at(-1);
    const stop = Math.min(to ?? Number.POSITIVE_INFINITY, end);
    if (stop <= from) continue;
    const to2 = Number.isFinite(stop) ? stop : null;
    if (last && last.kind === kind && last.to !== null && from - last.to < DAY) last.to = to2;
    else bars.push({ from, to: to2, kind, what, rowId });
  }
  const last = bars.at(-1);
  const from = last ? (last.to ?? end) : starts;
  if (end > from)
    bars.push({ from, to: Number.isFinite(end) ? end : null, kind: last?.kind ?? kindOf(level), what, rowId });
  return { bars, marks: [], undated: 0 };
}
