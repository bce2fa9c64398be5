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

/** `id`: what it is, whatever it is called. */
type Both = Change & { id: string };

export const levelId = (id: string) => `level:${id}`;
export const attributeId = (key: string) => `attribute:${key}`;
export const TRANSACTION = "transaction";

function compare<Item>(
  before: Map<string, Item>,
  after: Map<string, Item>,
  say: (item: Item | undefined) => Part[],
  { name, id }: { name: (key: string) => string; id: (key: string) => string },
): Both[] {
  return [...new Set([...before.keys(), ...after.keys()])].map((key) => ({
    id: id(key),
    what: name(key),
    before: say(before.get(key)),
    after: say(after.get(key)),
  }));
}

/** All that the two hold, the same or not: access levels, attributes, the transaction that was written, total revenue. */
export function listBoth(before: Snapshot, after: Snapshot): Both[] {
  const levelOf = ({ access_level_id }: AccessLevel) => access_level_id ?? "";
  return [
    ...compare(byKey(before.accessLevels, levelOf), byKey(after.accessLevels, levelOf), sayLevel, {
      name: levelTitle,
      id: levelId,
    }),
    ...compare(
      byKey(before.attributes, ({ key }) => key),
      byKey(after.attributes, ({ key }) => key),
      (attribute) => sayValue(attribute?.value),
      { name: showSigns, id: attributeId },
    ),
    { id: TRANSACTION, what: "This transaction", before: sayTransaction(before), after: sayTransaction(after) },
    { id: "revenue", what: "Revenue (USD)", before: sayValue(before.revenueUsd), after: sayValue(after.revenueUsd) },
  ];
}

export const isChanged = ({ before, after }: Change) => JSON.stringify(before) !== JSON.stringify(after);

/** What differs between the two. Empty when nothing does. */
export const describeChange = (before: Snapshot | null, after: Snapshot | null): Change[] =>
  before && after
    ? listBoth(before, after)
        .filter(isChanged)
        .map(({ id: _, ...change }) => change)
    : [];
