import { isRefunded } from "@/lib/access/facts";
import { formatInstant, parseInstant } from "@/lib/adapty/instant";
import type { SubscriptionTransaction, Transaction } from "@/lib/adapty/transaction";
import type { OperationName } from "../catalogue";
import { FORM_SLACK_MS } from "../check-times";
import { type Done, notKnown, noUndo, type Undoing, type UndoPlan, undoBy } from "./undo-plan";

const SECOND = 1000;

/** Sends the transaction once more, as refunded: it moves no money, for there was none. */
function refund(name: OperationName, request: Transaction, at: number): UndoPlan {
  const bought = parseInstant(request.purchased_at);
  if (bought > at + FORM_SLACK_MS)
    return noUndo("It is dated ahead, and a refund must lie after that. Until then it can only be corrected.");
  const refundedAt = formatInstant(Math.max(Math.floor(at / SECOND) * SECOND, bought + SECOND));
  return undoBy(name, { ...request, refunded_at: refundedAt, cancellation_reason: "refund" }, [[SHOWN], [BESIDE]]);
}

const SHOWN = "Analytics and webhooks show it as refunded. No money moves: nobody paid for it.";
const BESIDE =
  "Adapty shows one entry for each access level: what else runs behind it goes on. What was given stays counted towards the limits.";

const endedByItself = (expiresAt: unknown, at: number) => parseInstant(expiresAt) <= at;

/** A comp subscription is taken back by sending its own transaction again, as refunded. */
export function planUndoComp({ request, after }: Done, { at }: Undoing): UndoPlan {
  if (!after?.subscription) return notKnown;
  if (isRefunded(after.subscription)) return noUndo("It was refunded already.");
  if (endedByItself(after.subscription.expires_at, at))
    return noUndo("This comp has ended by itself, so there is nothing to undo.");
  return refund("comp.undo", request as SubscriptionTransaction, at);
}

/** An ended comp gets back the end that it had. */
export function planUndoCompEnd({ request, before }: Done, { at }: Undoing): UndoPlan {
  const had = before?.subscription;
  const end = parseInstant(had?.expires_at);
  if (!had || Number.isNaN(end)) return notKnown;
  if (end <= at) return noUndo("This comp would have ended by now without it, so there is nothing to give back.");
  const { cancellation_reason: _, ...comp } = request as SubscriptionTransaction;
  const reason = had.cancellation_reason;
  const body = { ...comp, expires_at: formatInstant(end), ...(reason && { cancellation_reason: reason }) };
  return undoBy("comp.reopen", body);
}

/** What cost nothing and was new can be taken back like a comp. */
export function planUndoTransaction({ request, before, after }: Done, { at }: Undoing): UndoPlan {
  const body = request as Transaction;
  if (body.refunded_at) return noUndo("A refund cannot be undone from here. Correct the transaction instead.");
  const isOnce = body.purchase_type === "one_time_purchase";
  const had = isOnce ? before?.nonSubscription : before?.subscription;
  const left = isOnce ? after?.nonSubscription : after?.subscription;
  if (had === undefined || !left) return notKnown;
  if (had !== null)
    return noUndo("A correction cannot be undone: Adapty never shows what a transaction cost. Correct it once more.");
  return refund("transaction.set", body, at);
}
