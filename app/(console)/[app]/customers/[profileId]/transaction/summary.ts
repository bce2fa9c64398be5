import { at, dated, type Part } from "@/lib/access/parts";
import { storeName } from "@/lib/access/words";
import { parseInstant } from "@/lib/adapty/instant";
import { originalIdOf, readAmount, type TransactionDraft } from "./draft";
import type { Effect } from "./effect";

function period(draft: TransactionDraft, now: number): Part[] {
  if (draft.purchase_type === "one_time_purchase") return dated(", bought ", draft.purchased_at);
  const from = parseInstant(draft.purchased_at);
  const until = parseInstant(draft.expires_at);
  if (Number.isNaN(from) || Number.isNaN(until)) return [];
  return [", ", at(from), " to ", at(until), ...(until <= now ? [" (already over)"] : [])];
}

function circumstances(draft: TransactionDraft): Part[] {
  const parts: Part[] = [];
  if (draft.purchase_type === "subscription") {
    if (draft.renew_status) parts.push(`, auto-renew ${draft.renew_status}`);
    if (draft.billing_issue_detected_at) parts.push(", with a billing issue");
    parts.push(...dated(", in grace until ", draft.grace_period_expires_at));
  }
  parts.push(...dated(", refunded ", draft.refunded_at));
  return parts;
}

/** What will be there after it was sent; null as long as price and product are not both there. */
export function describeTransaction(draft: TransactionDraft, effect: Effect, now: number): Part[] | null {
  const amount = readAmount(draft.price.value);
  if (typeof amount !== "number" || !draft.store_product_id) return null;
  const price = `${draft.price.value.trim().replace(",", ".")} ${draft.price.currency || "(currency missing)"}`;
  const what = ` for ${draft.store_product_id} (${draft.store ? storeName(draft.store) : "store missing"})`;
  const verb = {
    first: `Books ${price}`,
    renewal: `Books a renewal of ${originalIdOf(draft)} at ${price}`,
    update: `Changes transaction ${draft.store_transaction_id} in place to ${price}`,
  }[effect];
  const said = draft.environment === "Sandbox" ? `In Sandbox: ${verb.charAt(0).toLowerCase()}${verb.slice(1)}` : verb;
  return [said + what, ...period(draft, now), ...circumstances(draft), "."];
}
