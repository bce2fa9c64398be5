import { parseInstant } from "@/lib/adapty/instant";
import type { Transaction } from "@/lib/adapty/transaction";
import type { Settings } from "@/lib/settings/settings";
import type { Readable } from "./snapshot";

type Context = { settings: Settings; app: string; before: Readable; now: number };

const CLOCK_SLACK_MS = 60 * 60 * 1000;
const COMP_ID = /^comp_[A-Za-z0-9]{8,45}$/;

function checkShape(body: Transaction, { settings, app }: Context): string | null {
  if (body.purchase_type !== "subscription") return "A comp is a subscription, this is a one-time purchase.";
  if (body.price.value !== 0) return "A comp costs nothing: its price must be 0.";
  if (body.renew_status) return "A comp never renews by itself.";
  if (body.environment === "Sandbox") return "A comp is for a real customer: its environment is Production.";
  if (body.offer || body.refunded_at || body.is_family_shared) return "A comp carries no offer, refund or sharing.";
  if (body.billing_issue_detected_at || body.grace_period_expires_at) return "A comp carries no billing issue.";
  if (!COMP_ID.test(body.store_transaction_id)) return "A comp's transaction id begins with comp_.";
  const known = settings.grantables.some(
    (line) => line.app === app && line.compProductId === body.store_product_id && body.store === settings.comp.store,
  );
  return known ? null : "This product is not among the comp products in Settings.";
}

/** A comp subscription is a transaction, but an agent who may grant comps may not book revenue: this is the difference. */
export function checkComp(body: Transaction, context: Context): string | null {
  const wrong = checkShape(body, context);
  if (wrong) return wrong;
  const held = context.before.subscriptions?.some((sub) => sub.store_transaction_id === body.store_transaction_id);
  if (held) return "This transaction id is already in use.";
  if (Math.abs(parseInstant(body.purchased_at) - context.now) > CLOCK_SLACK_MS) {
    return "A comp starts now. The form may have been open too long: close it and open it again.";
  }
  return null;
}

/** Ending a comp corrects a comp that is there, and never makes it longer. */
export function checkCompEnd(body: Transaction, context: Context): string | null {
  const wrong = checkShape(body, context);
  if (wrong) return wrong;
  const held = context.before.subscriptions?.find((sub) => sub.store_transaction_id === body.store_transaction_id);
  if (!held) return "This customer has no comp with this transaction id.";
  if (body.purchase_type === "subscription" && parseInstant(body.expires_at) > parseInstant(held.expires_at)) {
    return "This would make the comp longer. To extend it, grant again.";
  }
  return null;
}
