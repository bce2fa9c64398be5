import { at, type Part } from "@/lib/access/parts";
import { showSigns, storeName } from "@/lib/access/words";
import { parseInstant } from "@/lib/adapty/instant";
import type { NonSubscription, Subscription } from "@/lib/adapty/profile";
import { type Chosen, type ConflictRow, isSame, openFirst } from "../conflict/conflict-row";
import type { TransactionStart } from "../sheet-props";
import { firstPurchaseOf, originalIdOf, type TransactionDraft } from "./draft";
import { type FieldName, labels, sayOption, saySharing } from "./labels";
import { startDraft } from "./start-draft";

type Entry = Subscription | NonSubscription;
type Values = Partial<Record<FieldName, string | null>>;

/** The fields of a draft by the request's names, as they would be sent. */
function flatten({ price, offer, ...rest }: TransactionDraft): Values {
  return {
    ...(rest as Values),
    store_original_transaction_id: originalIdOf({ price, offer, ...rest }),
    originally_purchased_at: firstPurchaseOf({ price, offer, ...rest }),
    "price.value": price.value,
    "price.currency": price.currency,
    "price.country": price.country,
    "offer.category": offer.category,
    "offer.type": offer.type,
    "offer.id": offer.id,
  };
}

/** What a correction of this entry would be filled in with. */
const draftOf = (start: TransactionStart, entry: Entry): TransactionDraft =>
  startDraft({ ...start, entry } as TransactionStart);

function say(name: FieldName, value: string | null | undefined): Part[] {
  if (!value) return ["not set"];
  const instant = parseInstant(value);
  if (name.endsWith("_at") && !Number.isNaN(instant)) return [at(instant)];
  if (name === "store") return [storeName(value)];
  if (name === "is_family_shared") return [saySharing(value)];
  if (name === "renew_status" || name === "cancellation_reason" || name.startsWith("offer."))
    return [sayOption(showSigns(value))];
  return [showSigns(value)];
}

/** The fields of an entry that are not as they were, against what the form would send. */
export function compareEntry(
  start: TransactionStart,
  draft: TransactionDraft,
  { before, now }: { before: Entry | undefined; now: Entry | undefined },
): ConflictRow[] {
  if (!now || !before) {
    const there = (entry: Entry | undefined): Part[] => [entry ? "there" : "not there any more"];
    if (now === before) return [];
    return [{ id: "entry", what: "This transaction", before: there(before), now: there(now), yours: ["entered anew"] }];
  }
  const [was, is, mine] = [flatten(draftOf(start, before)), flatten(draftOf(start, now)), flatten(draft)];
  const rows = (Object.keys(labels) as FieldName[]).flatMap((name): ConflictRow[] => {
    const [said, saidNow, yours] = [say(name, was[name]), say(name, is[name]), say(name, mine[name])];
    if (isSame(said, saidNow)) return [];
    const row = { id: name, what: labels[name], before: said, now: saidNow };
    if (isSame(yours, said)) return [row];
    return [{ ...row, yours, ...(!isSame(yours, saidNow) && { open: true as const }) }];
  });
  return openFirst(rows);
}

/** The fields that the form takes over: what only the entry has changed, and where the agent chose that. */
export function adoptFrom(
  start: TransactionStart,
  now: Entry | undefined,
  rows: ConflictRow[],
  chosen: Chosen,
): [FieldName, string | null][] {
  if (!now) return [];
  const is = flatten(draftOf(start, now));
  return rows
    .filter(({ id, yours }) => Object.hasOwn(labels, id) && (yours === undefined || chosen[id] === "theirs"))
    .map(({ id }) => [id as FieldName, is[id as FieldName] ?? null]);
}
