import { levelStanding } from "@/lib/access/comp";
import { dated, type Part, standingWords } from "@/lib/access/parts";
import type { CustomerView } from "@/lib/access/view";
import { levelTitle, showSigns, storeName } from "@/lib/access/words";
import type { NonSubscription, Subscription } from "@/lib/adapty/profile";
import { type ConflictRow, isSame } from "./conflict-row";

type Levels = Pick<CustomerView, "accessLevels">;

export const levelRow = (levelId: string) => `level:${levelId}`;

const idsOf = ({ accessLevels }: Levels) => (accessLevels ?? []).map((level) => level.access_level_id ?? "");

/** What stands behind a level, for two that read the same. */
const behind = ({ accessLevels }: Levels, levelId: string): Part[] =>
  (accessLevels ?? [])
    .filter((level) => level.access_level_id === levelId)
    .flatMap((level) => [
      `, transaction ${showSigns(level.store_transaction_id || "none")}`,
      ...dated(", from ", level.starts_at),
    ]);

/** The access levels that are not as they were; `now` in milliseconds is the moment that both are told for. */
export function compareLevels(before: Levels, after: Levels, now: number): ConflictRow[] {
  return [...new Set([...idsOf(before), ...idsOf(after)])].flatMap((levelId) => {
    const title = levelTitle(levelId);
    const say = (levels: Levels) => standingWords(title, levelStanding(levels, levelId, now));
    const [was, is] = [say(before), say(after)];
    const row = { id: levelRow(levelId), what: title, apart: true as const };
    if (!isSame(was, is)) return [{ ...row, before: was, now: is }];
    const [wasBehind, isBehind] = [behind(before, levelId), behind(after, levelId)];
    return isSame(wasBehind, isBehind) ? [] : [{ ...row, before: [...was, ...wasBehind], now: [...is, ...isBehind] }];
  });
}

type Entry = Subscription | NonSubscription;
type Bought = Pick<CustomerView, "chains" | "purchases">;

const keyOf = ({ store, store_transaction_id: id }: Entry) => JSON.stringify([store ?? "", id ?? ""]);
const listBought = ({ chains, purchases }: Bought): Entry[] => [
  ...(chains ?? []).flatMap(({ periods }) => periods),
  ...(purchases ?? []),
];

const renewals = ({ renewal_cancelled_at: off }: Subscription) =>
  off === undefined ? "" : off === null ? ", auto-renew on" : ", auto-renew off";

function sayBought(entry: Entry | undefined): Part[] {
  if (!entry) return ["not there"];
  const what = `${showSigns(entry.store_product_id ?? "no product")} (${storeName(entry.store ?? "")})`;
  if (!("expires_at" in entry)) return [what, ...(entry.is_refund ? [", refunded"] : [])];
  const period = entry as Subscription;
  const issue = period.billing_issue_detected_at ? ", with a billing issue" : "";
  const reason = period.cancellation_reason ? `, ${period.cancellation_reason.replaceAll("_", " ")}` : "";
  return [what, ...dated(", until ", period.expires_at), `${renewals(period)}${issue}${reason}`];
}

/** The transactions, of those that the page shows, that are not as they were; without the one that is `except`. */
export function comparePurchases(before: Bought, after: Bought, except?: Entry): ConflictRow[] {
  const [was, is] = [before, after].map((bought) => new Map(listBought(bought).map((entry) => [keyOf(entry), entry])));
  const keys = [...new Set([...(is?.keys() ?? []), ...(was?.keys() ?? [])])];
  return keys.flatMap((key) => {
    const entry = is?.get(key) ?? was?.get(key);
    const [said, saidNow] = [sayBought(was?.get(key)), sayBought(is?.get(key))];
    if (!entry || isSame(said, saidNow) || (except && key === keyOf(except))) return [];
    const what = `Transaction ${showSigns(entry.store_transaction_id || "without an id")}`;
    return [{ id: `bought:${key}`, what, before: said, now: saidNow, apart: true }];
  });
}
