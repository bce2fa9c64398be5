import { isSandbox } from "./facts";
import { groupDigits } from "./group-digits";
import type { Bar, BarKind, Mark, MarkKind, Timeline } from "./timeline";
import type { DraftBar, DraftMark } from "./timeline-drafts";
import { showSigns } from "./words";

type Domain = Timeline["domain"];

const BAR_WORDS: Record<BarKind, string> = {
  paid: "paid",
  trial: "free trial",
  grace: "grace period",
  comp: "comp",
  billing_issue: "billing issue",
  free: "free",
  sandbox: "Sandbox",
};

const MARK_WORDS: Record<MarkKind, [string, string]> = {
  purchase: ["bought", "purchases"],
  renewal: ["renewed", "renewals"],
  refund: ["refunded", "refunds"],
  cancelled: ["auto-renew turned off", "times auto-renew turned off"],
  billing_issue: ["billing issue", "billing issues"],
};

const day = (ms: number) => new Date(ms).toUTCString().slice(5, 16);
const span = (from: number, to: number | null) => `${day(from)} ${to === null ? "for life" : `to ${day(to)}`} (UTC)`;

/** What was bought, with its Sandbox flag, in words. */
const nameOf = ({ entry }: DraftBar | DraftMark) =>
  entry
    ? showSigns(entry.store_product_id ?? "unnamed product") + (isSandbox(entry) === true ? " (Sandbox)" : "")
    : "access";

/** Items that fall into the same slot of the domain and are of one kind, in order of time. */
function inSlots<Item extends { kind: string }>(
  items: Item[],
  timeOf: (item: Item) => number,
  { from, to }: Domain,
  slots: number,
): Item[][] {
  if (items.length <= slots) return items.map((item) => [item]);
  const grouped = new Map<string, Item[][]>();
  for (const item of items) {
    const slot = Math.min(slots - 1, Math.max(0, Math.floor(((timeOf(item) - from) / (to - from)) * slots)));
    const held = grouped.get(item.kind) ?? Array.from({ length: slots }, () => []);
    grouped.set(item.kind, held);
    held[slot]?.push(item);
  }
  return [...grouped.values()].flat().filter((held) => held.length > 0);
}

/** At most about `slots` bars of each kind: neighbours of one kind become one bar that says how many it stands for. */
export const thinBars = (bars: DraftBar[], domain: Domain, slots: number): Bar[] =>
  inSlots(bars, (bar) => bar.from, domain, slots).map((held) => {
    const [first] = held as [DraftBar];
    const { kind, rowId } = first;
    const from = held.reduce((least, bar) => Math.min(least, bar.from), first.from);
    const to = held.reduce<number | null>(
      (most, bar) => (most === null || bar.to === null ? null : Math.max(most, bar.to)),
      from,
    );
    const many = held.length > 1 ? `${groupDigits(held.length)} periods, ` : "";
    const same = held.every((bar) => bar.entry?.store_product_id === first.entry?.store_product_id);
    const name = same ? nameOf(first) : "several products";
    return { from, to, kind, label: `${name}: ${many}${BAR_WORDS[kind]}, ${span(from, to)}`, rowId };
  });

/** At most about `slots` marks of each kind: dense ones become one mark with a count, in the middle of what it counts. */
export const thinMarks = (marks: DraftMark[], domain: Domain, slots: number): Mark[] =>
  inSlots(marks, (mark) => mark.at, domain, slots).map((held) => {
    const [first] = held as [DraftMark];
    const { kind, rowId } = first;
    const [one, many] = MARK_WORDS[kind];
    if (held.length === 1)
      return { at: first.at, kind, label: `${nameOf(first)}: ${one}, ${day(first.at)} (UTC)`, count: 1, rowId };
    const from = held.reduce((least, mark) => Math.min(least, mark.at), first.at);
    const to = held.reduce((most, mark) => Math.max(most, mark.at), first.at);
    const when = day(from) === day(to) ? `${day(from)} (UTC)` : span(from, to);
    return {
      at: (from + to) / 2,
      kind,
      label: `${groupDigits(held.length)} ${many}, ${when}`,
      count: held.length,
      rowId,
    };
  });
