import { dated, type Part } from "@/lib/access/parts";
import { sayProfileField } from "@/lib/access/profile-labels";
import { levelTitle, showSigns, storeName } from "@/lib/access/words";
import { parseInstant } from "@/lib/adapty/instant";
import type { ActivityEntry } from "./activity-entry";
import { type OperationName, type OperationState, operations } from "./catalogue";
import type { TransactionKind } from "./transaction-kind";
import { whyNothingToUndo } from "./undo/why-nothing";

/** What was done from here, in words. The request itself stays on the server: not every role may see what was set. */
export type ToldEntry = Omit<ActivityEntry, "request" | "kind" | "state"> & {
  /** "declined": asked for, and a colleague said no. */
  state: OperationState | "declined";
  title: string;
  said: Part[];
  /** Whether it is of a kind that can be undone. */
  mayUndo: boolean;
};

export function tellEntry({ request, kind, ...entry }: ActivityEntry): ToldEntry {
  const whole = { ...entry, request, kind };
  return { ...entry, title: nameOperation(whole), said: tellRequest(whole), mayUndo: canBeUndone(whole) };
}

/** Whether it is of a kind that can be undone: of what it left, nothing is asked yet. */
export const canBeUndone = (entry: Pick<ActivityEntry, "name" | "state" | "request" | "erasedAt" | "kind">): boolean =>
  entry.kind !== "correction" && whyNothingToUndo(entry) === undefined;

/** What was asked of Adapty, or that it was erased. */
export const tellRequest = ({ name, request, erasedAt }: Pick<ActivityEntry, "name" | "request" | "erasedAt">) =>
  erasedAt ? dated("Erased on ", erasedAt) : describeRequest(name, request);

type Fields = Record<string, unknown>;
type Named = { name: OperationName; kind: TransactionKind | null; state: OperationState };

const kinds: Record<TransactionKind, { label: string; past: string }> = {
  correction: { label: "Correct a transaction", past: "Corrected a transaction" },
  renewal: { label: "Add a renewal", past: "Added a renewal" },
};

/** What an operation is called on the screens: as done once Adapty took it, before that as what was to be done. */
export function nameOperation({ name, kind, state }: Named): string {
  const { label, past } = kind ? kinds[kind] : operations[name];
  return state === "applied" ? past : label;
}

const fieldsOf = (value: unknown): Fields => (typeof value === "object" && value !== null ? (value as Fields) : {});
const textOf = (value: unknown) => (typeof value === "string" ? showSigns(value) : "");

/** Absent or null is for life where Adapty says so: in a grant. */
const untilOrLife = (value: unknown): Part[] =>
  value === null || value === undefined ? [" for life"] : dated(" until ", value);

/** Where what was bought ends, with its grace period or its refund. */
function endOfBought({ purchase_type, expires_at, grace_period_expires_at, refunded_at }: Fields): Part[] {
  if (refunded_at) return [", refunded", ...dated(" ", refunded_at)];
  if (purchase_type === "one_time_purchase")
    return [", a one-time purchase without an end: for life if it gives access"];
  const isLonger = parseInstant(grace_period_expires_at) > parseInstant(expires_at);
  return dated(", until ", isLonger ? grace_period_expires_at : expires_at);
}

/** What was asked of Adapty, as a sentence for the screens. `request` is the body that the journal holds. */
export function describeRequest(name: OperationName, request: unknown): Part[] {
  const body = fieldsOf(request);
  const level = levelTitle(textOf(body.access_level_id));
  switch (name) {
    case "access.grant":
      return [level, ...dated(" from ", body.starts_at), ...untilOrLife(body.expires_at)];
    case "access.revoke":
      return [level, ...(body.revoke_at ? dated(" on ", body.revoke_at) : [" at once"])];
    case "comp.grant":
      return [textOf(body.store_product_id), ...dated(" until ", body.expires_at)];
    case "comp.end":
      return [textOf(body.store_product_id), ...dated(" on ", body.expires_at)];
    case "comp.undo":
      return [textOf(body.store_product_id), ", as refunded", ...dated(" ", body.refunded_at)];
    case "comp.reopen":
      return [textOf(body.store_product_id), ...dated(" until ", body.expires_at)];
    case "profile.delete":
      return ["At Adapty, with all that is kept of them there"];
    case "transaction.set": {
      const price = fieldsOf(body.price);
      const cost = typeof price.value === "number" ? `, ${price.value} ${textOf(price.currency)}` : "";
      const id = textOf(body.store_transaction_id);
      const what = `${id && `${id}, `}${textOf(body.store_product_id)} (${storeName(textOf(body.store))})${cost}`;
      return [what, ...endOfBought(body)];
    }
    case "profile.update": {
      const { custom_attributes: attributes, ...fields } = body;
      const keys = Array.isArray(attributes) ? attributes.map((attribute) => textOf(fieldsOf(attribute).key)) : [];
      return [[...Object.keys(fields).map(sayProfileField), ...keys].join(", ")];
    }
  }
}
