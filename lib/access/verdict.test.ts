import { expect, test } from "vitest";
import { comp, grant, inDays, level, NOW, purchase, subscription, view } from "./profile.fixture";
import { chainRowId, purchaseRowId } from "./row-id";
import { nextChangeAt, readVerdict } from "./verdict";
import { read } from "./verdict.fixture";

test("a subscription that renews", () => {
  expect(read({ access_levels: [level()], subscriptions: [subscription()] })).toEqual({
    answer: "yes",
    tone: "active",
    headline: "Premium: yes, until {2027-03-22}, from a [subscription] that renews (App Store).",
    proofs: ["Paid by the [App Store subscription] premium_monthly, bought {2027-02-20}."],
  });
});

test("a comp subscription, and a paid subscription that runs beside it", () => {
  const { headline, proofs } = read({
    access_levels: [level(comp)],
    subscriptions: [subscription(comp), subscription()],
  });
  expect(headline).toBe("Premium: yes, until {2027-03-22}, from a [comp].");
  expect(proofs).toEqual([
    "The [comp] (support) was made {2027-02-20}; it does not renew.",
    "A paid [App Store subscription] is also running until {2027-03-22} and renews: a comp does not stop the store from charging.",
  ]);
});

test("the link of a clause names the row that proves it", () => {
  const shown = view({ access_levels: [level()], subscriptions: [subscription()] });
  const row = chainRowId(shown.chains?.[0] ?? { id: "" });
  expect(readVerdict(shown, NOW).proofs[0]?.parts).toContainEqual({ row, text: "App Store subscription" });
});

test("a one-time purchase gives access for life", () => {
  const bought = purchase({ store_product_id: "premium_lifetime", is_consumable: false });
  const access = level({ ...bought, expires_at: null, purchased_at: bought.purchased_at });
  const { headline, proofs } = read({ access_levels: [access], non_subscriptions: [bought] });
  expect(headline).toBe("Premium: yes, for life, from a [one-time purchase] (App Store).");
  expect(proofs).toEqual(["Paid by the [one-time purchase] premium_lifetime (App Store), bought {2027-02-25}."]);
  expect(readVerdict(view({ access_levels: [access], non_subscriptions: [bought] }), NOW).headline).toContainEqual({
    row: purchaseRowId(bought),
    text: "one-time purchase",
  });
});

test("a product whose id turns the line round reads in the verdict as it does in its row", () => {
  const hostile = { store_product_id: "\u202ecoins_100" };
  const { proofs } = read({ access_levels: [level(hostile)], subscriptions: [subscription(hostile)] });
  expect(proofs[0]).toBe("Paid by the [App Store subscription] \\u202ecoins_100, bought {2027-02-20}.");
});

test("auto-renew turned off by the customer", () => {
  const off = { renewal_cancelled_at: inDays(-2), cancellation_reason: "voluntarily_cancelled" };
  const { headline, proofs, tone } = read({ access_levels: [level(off)], subscriptions: [subscription(off)] });
  expect(headline).toBe("Premium: yes, until {2027-03-22}, from a [subscription] that does not renew (App Store).");
  expect(proofs[1]).toBe("Auto-renew was turned off {2027-02-28} by the customer.");
  expect(tone).toBe("ending");
});

test("last renewed is the newest period that has begun, never the first purchase nor one still to come", () => {
  const period = (from: number) =>
    subscription({ purchased_at: inDays(from), originally_purchased_at: inDays(-60), expires_at: inDays(from + 30) });
  const proof = (from: number, ...periods: number[]) =>
    read({
      access_levels: [level({ purchased_at: inDays(from), originally_purchased_at: inDays(-60) })],
      subscriptions: periods.map(period),
    }).proofs[0];
  const bought = "Paid by the [App Store subscription] premium_monthly, bought {2027-01-01}";
  expect(proof(-60, -60, 20)).toBe(`${bought}.`);
  expect(proof(20, -60, 20)).toBe(`${bought}.`);
  expect(proof(-60, -60, -30, 20)).toBe(`${bought}, last renewed {2027-01-31}.`);
  expect(proof(-10, -60, -30, -10)).toBe(`${bought}, last renewed {2027-02-20}.`);
});

test("a free trial", () => {
  const trial = { offer: { category: "introductory", type: "free_trial" } };
  const { headline, proofs } = read({ access_levels: [level(trial)], subscriptions: [subscription(trial)] });
  expect(headline).toBe("Premium: yes, until {2027-03-22}, from a [free trial] that renews (App Store).");
  expect(proofs[1]).toBe("Free trial until {2027-03-22}: nothing was paid for this period.");
});

test("the offer of the running period, and none once it is over", () => {
  const offer = { category: "win_back", type: "pay_as_you_go", id: "half-price" };
  const proofs = (changes: object) =>
    read({ access_levels: [level(changes)], subscriptions: [subscription(changes)] }).proofs.join(" ");
  expect(proofs({ offer })).toContain("Offer of this period: win-back offer half-price, pay as you go.");
  expect(proofs({ offer: { ...offer, type: "free_trial" } })).toContain("win-back offer half-price, free trial.");
  expect(proofs({ offer, expires_at: inDays(-1) })).not.toContain("offer");
});

test("a grace period past its date gives access, without an end", () => {
  const grace = { is_in_grace_period: true, billing_issue_detected_at: inDays(-2), expires_at: inDays(-2) };
  const { headline, proofs } = read({ access_levels: [level(grace)], subscriptions: [subscription(grace)] });
  expect(headline).toBe("Premium: yes, in a grace period, from a [subscription] that renews (App Store).");
  expect(proofs.slice(1)).toEqual([
    "Grace period: the store is trying to charge again. Adapty does not say until when.",
    "Billing issue since {2027-02-28}: the store could not charge the customer.",
  ]);
});

test("a Sandbox purchase is a test, not a paying customer", () => {
  const sandbox = subscription({ environment: "Sandbox" });
  const { answer, tone, headline, proofs } = read({ access_levels: [level()], subscriptions: [sandbox] });
  expect([answer, tone]).toEqual(["yes", "warning"]);
  expect(headline).toContain("from a [Sandbox subscription]");
  expect(proofs).toContain("A Sandbox purchase gives this access: it is a test, not a paying customer.");
});

test("a grant from the dashboard has no known author", () => {
  const access = level({ ...grant("adapty_dashboard_product"), expires_at: null });
  const { headline, proofs } = read({ access_levels: [access] });
  expect(headline).toBe("Premium: yes, for life, from a [comp].");
  expect(proofs).toEqual(["The [comp] was made in the Adapty dashboard {2027-02-20}, author unknown."]);
});

test("a level whose purchase is on another profile", () => {
  const { headline, proofs } = read({ access_levels: [level()] });
  expect(headline).toBe("Premium: yes, until {2027-03-22}, from a [purchase on another profile] (App Store).");
  expect(proofs).toEqual(["Shared from another profile: Adapty shows the purchase on the profile that bought it."]);
});

test("a purchase is not called another profile's while Adapty left a section out", () => {
  const { headline, proofs } = read({ access_levels: [level()], subscriptions: undefined });
  expect(headline).toBe("Premium: yes, until {2027-03-22}, from a [purchase] (App Store).");
  expect(proofs).toContain("Subscriptions: not provided by Adapty.");
});

test("no levels and levels not provided are different answers", () => {
  expect(read({})).toMatchObject({
    answer: "no",
    headline: "No access. Adapty lists no access level for this customer.",
  });
  expect(read({ access_levels: undefined })).toMatchObject({ answer: "cannot_tell", tone: "unknown" });
});

test("the headline speaks of every active level and the proofs say which", () => {
  const sports = level({ ...grant(), access_level_id: "no-ads", expires_at: null });
  const old = level({ access_level_id: "sports", expires_at: inDays(-5) });
  const { headline, proofs } = read({ access_levels: [old, level(), sports], subscriptions: [subscription()] });
  expect(headline).toBe(
    "No ads: yes, for life, from a [comp]. Premium: yes, until {2027-03-22}, from a [subscription] that renews (App Store).",
  );
  expect(proofs[0]).toBe("No ads: The [comp] was granted {2027-02-20} as access only, without a transaction.");
  expect(proofs.at(-1)).toBe("Sports ended {2027-02-25}.");
});

test("a level that comes twice counts once, as its best", () => {
  const { headline } = read({ access_levels: [level({ expires_at: inDays(-5) }), level()] });
  expect(headline.match(/Premium/g)).toHaveLength(1);
  expect(headline).toContain("Premium: yes");
});

test("many levels are counted rather than listed", () => {
  const levels = Array.from({ length: 9 }, (_, n) => level({ access_level_id: `level-${n}` }));
  expect(read({ access_levels: levels }).headline).toMatch(/And 5 more\.$/);
});

test("the next change is the first start or end ahead, none when everything is over or for life", () => {
  const levels = [level({ starts_at: inDays(2) }), level({ access_level_id: "b", expires_at: inDays(-1) })];
  expect(nextChangeAt(view({ access_levels: levels }), NOW)).toBe(NOW + 2 * 86_400_000);
  expect(nextChangeAt(view({ access_levels: [level({ expires_at: null })] }), NOW)).toBeNull();
});

test("a period bought in a moment is a change ahead, for the verdict will name it as the last renewal", () => {
  const soon = new Date(NOW + 60_000).toISOString();
  const running = view({
    access_levels: [level({ expires_at: null })],
    subscriptions: [subscription({ purchased_at: soon, expires_at: null })],
  });
  expect(nextChangeAt(running, NOW)).toBe(NOW + 60_000);
});
