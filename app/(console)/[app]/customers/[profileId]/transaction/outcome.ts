import { sayInstant } from "@/components/time-format";
import { isSamePurchase } from "@/lib/access/backing";
import { standingWords } from "@/lib/access/parts";
import { standingOfLevel } from "@/lib/access/standing";
import type { CustomerView } from "@/lib/access/view";
import { levelTitle, storeName } from "@/lib/access/words";
import { parseInstant } from "@/lib/adapty/instant";
import type { NonSubscription, Subscription } from "@/lib/adapty/profile";
import { sayParts } from "../say-parts";
import type { TransactionDraft } from "./draft";
import { type Effect, findHeld } from "./effect";

type Answered = Pick<CustomerView, "chains" | "purchases" | "accessLevels" | "revenueUsd">;
export type Words = { title: string; confirmed: string; reply: string };

const titles: Record<Effect, string> = {
  first: "Transaction recorded",
  renewal: "Renewal recorded",
  update: "Transaction corrected",
};

function sayDates(entry: Subscription | NonSubscription, timeZone: string): string {
  const say = (text: unknown) => {
    const instant = parseInstant(text);
    return Number.isNaN(instant) ? "a date Adapty did not give" : sayInstant(instant, timeZone);
  };
  if (!("expires_at" in entry)) return `, bought ${say(entry.purchased_at)}${entry.is_refund ? ", refunded" : ""}`;
  const { renewal_cancelled_at: cancelled } = entry as Subscription;
  const renewal = cancelled === undefined ? "" : cancelled === null ? ", auto-renew on" : ", auto-renew off";
  const refund = entry.cancellation_reason === "refund" ? ", refunded" : "";
  const until = entry.expires_at === null ? "for life" : `to ${say(entry.expires_at)}`;
  return `, ${say(entry.purchased_at)} ${until}${refund || renewal}`;
}

function sayRevenue(before: number | undefined, after: number | undefined): string {
  if (after === undefined) return "";
  const now = `${after.toFixed(2)} USD`;
  if (before === undefined) return ` Revenue is ${now}.`;
  return before === after ? ` Revenue stays ${now}.` : ` Revenue ${before.toFixed(2)} → ${now}.`;
}

/** What Adapty answered after the write, for the agent, and no more than that for the customer. `now` in milliseconds. */
export function describeOutcome(
  sent: Pick<TransactionDraft, "store" | "store_transaction_id" | "store_product_id">,
  effect: Effect,
  before: Pick<CustomerView, "revenueUsd">,
  after: Answered,
  { now, timeZone }: { now: number; timeZone: string },
): Words {
  const product = `${sent.store_product_id} (${storeName(sent.store)})`;
  const entry = findHeld(after, sent);
  const level = entry && after.accessLevels?.find((held) => isSamePurchase(held, entry));
  const access = level
    ? `${sayParts(standingWords(levelTitle(level.access_level_id), standingOfLevel(level, now)), timeZone)}.`
    : "";
  const found = entry
    ? `${product}${sayDates(entry, timeZone)}.`
    : `${product} was accepted; it is not among the rows shown here.`;
  const refunded = entry && (entry.is_refund === true || entry.cancellation_reason === "refund");
  const done = refunded ? "We have noted the refund of your purchase" : "Your purchase is now recorded on your account";
  return {
    title: titles[effect],
    confirmed: `${found}${sayRevenue(before.revenueUsd, after.revenueUsd)}${access && ` ${access}`}`,
    reply: `${done}: ${sent.store_product_id}.${access && ` ${access}`}`,
  };
}
