import type { Profile } from "@/lib/adapty/profile";
import { isSamePurchase } from "./backing";
import { foldChains } from "./chains";
import { isComp } from "./facts";
import { levelRowId } from "./row-id";
import { type Draft, draftChain, draftLevel, draftPurchases } from "./timeline-drafts";
import { thinBars, thinMarks } from "./timeline-thin";
import type { Chain } from "./view";
import { levelTitle, storeName } from "./words";

export type BarKind = "paid" | "trial" | "grace" | "comp" | "billing_issue" | "free" | "sandbox";
export type MarkKind = "purchase" | "renewal" | "refund" | "cancelled" | "billing_issue";

/** All instants in milliseconds; `to: null` is for life. Bars may reach beyond the domain: clip them when drawing. */
export type Bar = { from: number; to: number | null; kind: BarKind; label: string; rowId: string };
export type Mark = { at: number; kind: MarkKind; label: string; count: number; rowId: string };
export type Lane = { id: string; title: string; bars: Bar[]; marks: Mark[] };

/**
 * A customer's history as a picture. `earlier` counts what lies before the domain, `undated` what carries no readable
 * date: neither is drawn. A `rowId` may name a row that the bounded lists do not show.
 */
export type Timeline = { lanes: Lane[]; domain: { from: number; to: number }; earlier: number; undated: number };

const DAY = 86_400_000;
const LEVEL_LANES = 6;
const STORE_LANES = 8;
const BARS_DRAWN = 120;
const MARKS_DRAWN = 120;
const YEARS_BACK = 3 * 365 * DAY;

type Row = Draft & { id: string; title: string; busyTo: number };

const newRow = (id: string, title: string, draft: Draft): Row => ({ id, title, busyTo: 0, ...draft });

/** Chains of one store share a lane unless they ran at the same time; comps have lanes of their own. */
function storeRows(chains: Chain[], drafts: Draft[]): Row[] {
  const rows: Row[] = [];
  const runs = chains.map(({ latest }, index) => {
    const draft = drafts[index] as Draft;
    const from = draft.bars[0]?.from ?? draft.marks[0]?.at ?? Number.NEGATIVE_INFINITY;
    return { draft, from, title: isComp(latest) ? "Support" : storeName(latest.store) };
  });
  for (const { draft, from, title } of runs.sort((a, b) => (a.from < b.from ? -1 : 1))) {
    let row = rows.find((held) => held.title === title && held.busyTo <= from);
    if (!row && rows.length < STORE_LANES) {
      row = newRow(`store-${rows.length}`, title, { bars: [], marks: [], undated: 0 });
      rows.push(row);
    }
    row ??= rows.findLast((held) => held.title === title) ?? (rows.at(-1) as Row);
    if (row.title !== title) row.title = "Other stores";
    for (const bar of draft.bars) {
      row.bars.push(bar);
      row.busyTo = Math.max(row.busyTo, bar.to ?? Number.POSITIVE_INFINITY);
    }
    for (const mark of draft.marks) row.marks.push(mark);
    row.undated += draft.undated;
  }
  return rows;
}

/** From the first thing that happened, three years back at most, to the last known end, one year ahead at most. */
function domainOf(rows: Row[], readAt: number): Timeline["domain"] {
  let from = readAt - 90 * DAY;
  let to = readAt + 30 * DAY;
  for (const { bars, marks } of rows) {
    for (const bar of bars) {
      from = Math.min(from, bar.from);
      to = Math.max(to, bar.to ?? to);
    }
    for (const mark of marks) from = Math.min(from, mark.at);
  }
  return { from: Math.max(from, readAt - YEARS_BACK), to: Math.min(to + 7 * DAY, readAt + 365 * DAY) };
}

/**
 * Draws a whole profile within about BARS_DRAWN bars and MARKS_DRAWN marks whatever its size: where a lane is dense,
 * neighbours become one item whose label says how many it stands for. Lanes: access by level, stores, comps, one-time.
 */
export function buildTimeline(
  profile: Profile,
  readAt: number,
  chains: Chain[] = foldChains(profile.subscriptions ?? []),
): Timeline {
  const drafts = chains.map((chain) => draftChain(chain, readAt));
  const access = (profile.access_levels ?? []).slice(0, LEVEL_LANES).map((level, index) => {
    const behind = chains.findIndex(({ latest }) => isSamePurchase(level, latest));
    const draft = draftLevel(level, drafts[behind]?.bars ?? [], levelRowId(level));
    return newRow(`access-${index}`, levelTitle(level.access_level_id), draft);
  });
  const once = newRow("one-time", "One-time", draftPurchases(profile.non_subscriptions ?? []));
  const rows = [...access, ...storeRows(chains, drafts), once];
  const domain = domainOf(rows, readAt);

  let earlier = 0;
  for (const row of rows) {
    const all = row.bars.length + row.marks.length;
    row.bars = row.bars.filter((bar) => (bar.to ?? domain.to) >= domain.from && bar.from <= domain.to);
    row.marks = row.marks.filter((mark) => mark.at >= domain.from && mark.at <= domain.to);
    earlier += all - row.bars.length - row.marks.length;
  }
  const drawn = rows.filter((row) => row.bars.length + row.marks.length > 0);
  const undated = rows.reduce((sum, row) => sum + row.undated, 0);
  for (let slots = 24; ; slots = Math.floor(slots / 2)) {
    const lanes = drawn.map(({ id, title, bars, marks }) => ({
      id,
      title,
      bars: thinBars(bars, domain, slots),
      marks: thinMarks(marks, domain, slots),
    }));
    const bars = lanes.reduce((sum, lane) => sum + lane.bars.length, 0);
    const marks = lanes.reduce((sum, lane) => sum + lane.marks.length, 0);
    if (slots <= 1 || (bars <= BARS_DRAWN && marks <= MARKS_DRAWN)) return { lanes, domain, earlier, undated };
  }
}
