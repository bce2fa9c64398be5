import { isRefunded } from "@/lib/access/facts";
import { dated, type Part } from "@/lib/access/parts";
import { levelTitle, showSigns } from "@/lib/access/words";
import type { AccessLevel } from "@/lib/adapty/profile";
import type { Snapshot } from "./snapshot";

/** One thing that a write changed, as Adapty showed it just before and just after. */
export type Change = { what: string; before: Part[]; after: Part[] };

const NONE: Part[] = ["none"];

const lasts = (expiresAt: string | null | undefined): Part[] => (expiresAt ? dated("until ", expiresAt) : ["for life"]);

const sayLevel = (level: AccessLevel | undefined): Part[] =>
  level ? [...(level.starts_at ? [...dated("from ", level.starts_at), " "] : []), ...lasts(level.expires_at)] : NONE;

const sayTransaction = ({ subscription, nonSubscription }: Snapshot): Part[] => {
  if (subscription) return [...lasts(subscription.expires_at), ...(isRefunded(subscription) ? [", refunded"] : [])];
  return nonSubscription ? [nonSubscription.is_refund ? "refunded" : "bought"] : NONE;
};

const sayValue = (value: unknown): Part[] =>
  value === undefined || value === null ? NONE : [showSigns(String(value))];

const byKey = <Item>(items: Item[] | null, keyOf: (item: Item) => string) =>
  new Map((items ?? []).map((item) => [keyOf(item), item]));

function compare<Item>(
  before: Map<string, Item>,
  after: Map<string, Item>,
  say: (item: Item | undefined) => Part[],
  name: (key: string) => string,
): Change[] {
  return [...new Set([...before.keys(), ...after.keys()])].map((key) => ({
    what: name(key),
    before: say(before.get(key)),
    after: say(after.get(key)),
  }));
}

/** What differs between the two: access levels, attributes, the transaction that was written, total revenue. Empty when nothing does. */
export function describeChange(before: Snapshot | null, after: Snapshot | null): Change[] {
  if (!before || !after) return [];
  const levelOf = ({ access_level_id }: AccessLevel) => access_level_id ?? "";
  const changes = [
    ...compare(byKey(before.accessLevels, levelOf), byKey(after.accessLevels, levelOf), sayLevel, levelTitle),
    ...compare(
      byKey(before.attributes, ({ key }) => key),
      byKey(after.attributes, ({ key }) => key),
      (attribute) => sayValue(attribute?.value),
      (key) => showSigns(key),
    ),
    {
      what: "This transaction",
      before: sayTransaction(before),
      after: sayTransaction(after),
    },
    { what: "Revenue (USD)", before: sayValue(before.revenueUsd), after: sayValue(after.revenueUsd) },
  ];
  return changes.filter((change) => JSON.stringify(change.before) !== JSON.stringify(change.after));
}
