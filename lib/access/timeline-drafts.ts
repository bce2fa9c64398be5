import type { AccessLevel, NonSubscription, Subscription } from "@/lib/adapty/profile";
import { quickInstant } from "./chains";
import { type Entry, isComp, isInGrace, isRefunded, isSandbox, isTrial, originOf } from "./facts";
import { chainRowId, PURCHASES_ROW, purchaseRowId } from "./row-id";
import type { BarKind, MarkKind } from "./timeline";
import type { Chain } from "./view";

type Bought = Entry | NonSubscription;

/** Drafts keep the entry rather than words: of thousands only some hundred are ever put in words. */
export type DraftBar = { from: number; to: number | null; kind: BarKind; entry?: Bought; rowId: string };
export type DraftMark = { at: number; kind: MarkKind; entry?: Bought; rowId: string };
export type Draft = { bars: DraftBar[]; marks: DraftMark[]; undated: number };

const DAY = 86_400_000;

function kindOf(entry: Entry): BarKind {
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
    stop > start ? [{ from: start, to: Number.isFinite(stop) ? stop : null, kind, entry: period, rowId }] : [];
  return [...bar(from, turn, kindOf(period)), ...bar(turn, end, grace ? "grace" : "billing_issue")];
}

/** A chain as bars (its periods) and marks (bought, renewed, cancelled, billing issue, refunded). */
export function draftChain(chain: Chain, readAt: number): Draft {
  const rowId = chainRowId(chain);
  const bars: DraftBar[] = [];
  const marks: DraftMark[] = [];
  const seen = new Set<string>();
  let undated = 0;
  let next = Number.POSITIVE_INFINITY;
  chain.periods.forEach((entry, index) => {
    const mark = (kind: MarkKind, at: number) => marks.push({ at, kind, entry, rowId });
    const once = (kind: MarkKind, text: string | null | undefined) => {
      const at = quickInstant(text);
      if (Number.isNaN(at) || seen.has(kind + at)) return;
      seen.add(kind + at);
      mark(kind, at);
    };
    const from = quickInstant(entry.purchased_at);
    if (Number.isNaN(from) || Number.isNaN(endOf(entry))) undated++;
    else bars.push(...barsOfPeriod(entry, next, rowId, readAt));
    if (!Number.isNaN(from)) {
      mark(index === chain.periods.length - 1 ? "purchase" : "renewal", from);
      next = from;
    }
    if (isRefunded(entry)) once("refund", entry.renewal_cancelled_at ?? entry.expires_at);
    else if (!isComp(entry)) once("cancelled", entry.renewal_cancelled_at);
    once("billing_issue", entry.billing_issue_detected_at);
  });
  return { bars: bars.sort((a, b) => a.from - b.from), marks, undated };
}

/** One-time purchases as marks; a refund is drawn where the purchase was made, since Adapty gives it no date. */
export function draftPurchases(purchases: NonSubscription[]): Draft {
  const marks: DraftMark[] = [];
  const many = purchases.length > 50;
  for (const purchase of purchases) {
    const at = quickInstant(purchase.purchased_at);
    if (Number.isNaN(at)) continue;
    const rowId = many ? PURCHASES_ROW : purchaseRowId(purchase);
    marks.push({ at, kind: purchase.is_refund ? "refund" : "purchase", entry: purchase, rowId });
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
  const bars: DraftBar[] = [];
  const add = (from: number, to: number, kind: BarKind) =>
    bars.push({ from, to: Number.isFinite(to) ? to : null, kind, rowId });
  for (const { from, to, kind } of chain) {
    const last = bars.at(-1);
    const stop = Math.min(to ?? Number.POSITIVE_INFINITY, end);
    if (stop <= from) continue;
    if (last?.kind === kind && last.to !== null && from - last.to < DAY) last.to = Number.isFinite(stop) ? stop : null;
    else add(from, stop, kind);
  }
  const last = bars.at(-1);
  const from = last ? (last.to ?? end) : starts;
  if (end > from) add(from, end, last?.kind ?? kindOf(level));
  return { bars, marks: [], undated: 0 };
}
