import { parseInstant } from "@/lib/adapty/instant";
import { backingOf, isSandboxLevel } from "./backing";
import { isComp, isInGrace, isTrial, originOf } from "./facts";
import { paidPeriodRunning } from "./paid";
import { at, dated, type Part, untilWords } from "./parts";
import { chainRowId, levelRowId, purchaseRowId } from "./row-id";
import type { LevelStanding } from "./standing";
import { type Tone, wasRefunded } from "./state";
import type { Chain, CustomerView } from "./view";
import { offerWords, reasonWords, showSigns, storeName } from "./words";

/** One line of proof; `plain` lines only tell, the others carry the tone of what they tell. */
export type Proof = { tone: Tone | "plain"; parts: Part[] };

const line = (tone: Proof["tone"], ...parts: Part[]): Proof => ({ tone, parts });

/** When the chain was last renewed: its newest period that has begun and is not the first purchase, which is no renewal. */
function lastRenewal({ periods }: Chain, firstBought: string | null | undefined, now: number): string | undefined {
  const first = parseInstant(firstBought ?? periods.at(-1)?.purchased_at);
  const renewal = periods.find(({ purchased_at }) => {
    const from = parseInstant(purchased_at);
    return from <= now && from > first;
  });
  return renewal?.purchased_at ?? undefined;
}

function whereFrom({ level, standing }: LevelStanding, view: CustomerView, now: number): Proof {
  const origin = originOf(level);
  const backing = backingOf(level, view);
  const made = dated(" ", level.purchased_at);
  const comp = { row: backing.by === "chain" ? chainRowId(backing.chain) : levelRowId(level), text: "comp" };
  const store = storeName(level.store);
  const product = level.store_product_id ? ` ${showSigns(level.store_product_id)}` : "";
  const again = backing.by === "chain" && backing.chain.periodCount > 1;
  const free = isTrial(level) || isSandboxLevel(level, view) === true;
  const verb = `${standing.is === "ended" ? (free ? "Came from" : "Was paid by") : free ? "Comes from" : "Paid by"} the `;

  if (origin === "comp_subscription")
    return line(
      "plain",
      "The ",
      comp,
      ` (${store}) was ${again ? "extended" : "made"}`,
      ...made,
      "; it does not renew.",
    );
  if (origin === "access_only")
    return line("plain", "The ", comp, " was granted", ...made, " as access only, without a transaction.");
  if (origin === "dashboard")
    return line("plain", "The ", comp, " was made in the Adapty dashboard", ...made, ", author unknown.");
  if (origin === "promotion") return line("plain", "Given by an Adapty promotion", ...made, ".");
  if (isComp(level))
    return line("plain", "The ", comp, " was given through Adapty", ...made, "; Adapty does not say by whom.");
  if (backing.by === "purchase") {
    const row = { row: purchaseRowId(backing.purchase), text: "one-time purchase" };
    return line("plain", verb, row, `${product} (${store})`, ...dated(", bought ", level.purchased_at), ".");
  }
  if (backing.by === "chain") {
    const bought = dated(", bought ", level.originally_purchased_at);
    const renewed = dated(", last renewed ", lastRenewal(backing.chain, level.originally_purchased_at, now));
    const row = { row: chainRowId(backing.chain), text: `${store} subscription` };
    return line("plain", verb, row, product, ...bought, ...renewed, ".");
  }
  if (backing.by === "elsewhere")
    return line("plain", "Shared from another profile: Adapty shows the purchase on the profile that bought it.");
  return line("plain", "Adapty does not name the purchase behind it.");
}

/** Why a level stands as it does: who pays or gave it, and everything that will end it or casts doubt on it. */
export function prove(held: LevelStanding, view: CustomerView, now: number): Proof[] {
  const { level, standing } = held;
  const active = standing.is === "active";
  const reason = reasonWords(level.cancellation_reason);
  const because = reason && ` ${reason}`;
  const refunded = wasRefunded(level, view);
  const comp = isComp(level);
  const proofs = [whereFrom(held, view, now)];

  if (active && isTrial(level) && !comp)
    proofs.push(line("info", "Free trial", ...untilWords(standing.until), ": nothing was paid for this period."));
  if (active && offerWords(level.offer) && !(isTrial(level) && !level.offer?.id))
    proofs.push(line("plain", `Offer of this period: ${offerWords(level.offer)}.`));
  if (active && isInGrace(level))
    proofs.push(
      standing.until
        ? line("warning", "Grace period until ", at(standing.until), ": the store is trying to charge again.")
        : line("warning", "Grace period: the store is trying to charge again. Adapty does not say until when."),
    );
  if (level.billing_issue_detected_at)
    proofs.push(
      line(
        active ? "warning" : "plain",
        "Billing issue",
        ...dated(" since ", level.billing_issue_detected_at),
        ": the store could not charge the customer.",
      ),
    );
  if (refunded) proofs.push(line("wrong", "The purchase behind it was refunded."));
  else if (!comp && level.renewal_cancelled_at)
    proofs.push(
      line(
        active ? "ending" : "plain",
        "Auto-renew was turned off",
        ...dated(" ", level.renewal_cancelled_at),
        `${because}.`,
      ),
    );
  else if (reason && !active) proofs.push(line("plain", `Cancelled${because}.`));
  if (isSandboxLevel(level, view) === true)
    proofs.push(line("warning", "A Sandbox purchase gives this access: it is a test, not a paying customer."));

  if (active && comp) proofs.push(...paidLine(level.access_level_id ?? "", true, view, now));
  return proofs;
}

/** A store subscription that runs beside a comp, or that runs and yet gives no access. */
export function paidLine(levelId: string, hasAccess: boolean, view: CustomerView, now: number): Proof[] {
  const paid = paidPeriodRunning(view, levelId, now);
  if (!paid) return [];
  const { latest } = paid.chain;
  const row = { row: chainRowId(paid.chain), text: `${storeName(latest.store)} subscription` };
  const renews = paid.renews === true;
  return [
    line(
      "warning",
      isTrial(latest) ? "A free trial of the " : "A paid ",
      row,
      hasAccess ? " is also running" : " is running",
      ...untilWords(paid.until),
      renews ? " and renews" : "",
      hasAccess ? (renews ? ": a comp does not stop the store from charging." : ".") : ", yet it gives no access.",
    ),
  ];
}
