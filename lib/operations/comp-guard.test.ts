import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { foldChains } from "@/lib/access/chains";
import { formatInstant } from "@/lib/adapty/instant";
import type { SubscriptionTransaction, Transaction } from "@/lib/adapty/transaction";
import { defaultSettings } from "@/lib/settings/settings";
import { checkComp, checkCompEnd, checkGrant } from "./comp-guard";

const now = Date.parse("2027-03-02T12:00:00Z");
const DAY = 86_400_000;
const at = (days: number) => formatInstant(now + days * DAY);
const HELD = "comp_held00000001";
const held = {
  store: "support",
  store_product_id: "comp_premium",
  store_transaction_id: HELD,
  store_original_transaction_id: HELD,
  environment: "Production",
  purchased_at: at(-5),
  originally_purchased_at: at(-5),
  expires_at: at(25),
};
const paid = { ...held, store: "app_store", store_transaction_id: "900", store_original_transaction_id: "900" };
const before = {
  access_levels: [{ access_level_id: "premium", expires_at: at(25) }],
  custom_attributes: [],
  subscriptions: [held, paid],
  non_subscriptions: [{ store: "support", store_transaction_id: "comp_once00000001" }],
};
const guard = {
  settings: defaultSettings("practice", ["acme-ios"]),
  app: "acme-ios",
  operationId: "new000000001",
  before,
  view: { accessLevels: before.access_levels, chains: foldChains(before.subscriptions) },
  now,
  acknowledged: false,
  knownAs: [],
};

const fresh: SubscriptionTransaction = {
  purchase_type: "subscription",
  store: "support",
  store_product_id: "comp_premium",
  store_transaction_id: "comp_new000000001",
  store_original_transaction_id: "comp_new000000001",
  price: { country: "US", currency: "USD", value: 0 },
  purchased_at: at(0),
  originally_purchased_at: at(0),
  expires_at: at(30),
  renew_status: false,
};
const continued = { ...fresh, store_original_transaction_id: HELD, originally_purchased_at: at(-5) };
const end: SubscriptionTransaction = {
  ...fresh,
  store_transaction_id: HELD,
  store_original_transaction_id: HELD,
  purchased_at: at(-5),
  originally_purchased_at: at(-5),
  expires_at: at(1),
  cancellation_reason: "cancelled_by_developer",
};
const oneTime: Transaction = {
  purchase_type: "one_time_purchase",
  store: "support",
  store_product_id: "comp_premium",
  store_transaction_id: "comp_new000000001",
  store_original_transaction_id: "comp_new000000001",
  price: { country: "US", currency: "USD", value: 0 },
  purchased_at: at(0),
};

test("a comp may start now, or continue a comp of this customer", () => {
  expect(checkComp(fresh, guard)).toBeNull();
  expect(checkComp(continued, guard)).toBeNull();
});

test("a comp may continue one whose id was made elsewhere, as long as it is a comp", () => {
  const elsewhere = {
    ...held,
    store_transaction_id: "comp_by-hand.7",
    store_original_transaction_id: "comp_by-hand.7",
  };
  const subscriptions = [elsewhere];
  const further = { ...continued, store_original_transaction_id: "comp_by-hand.7" };
  expect(checkComp(further, { ...guard, before: { ...before, subscriptions } })).toBeNull();
  const mixed = [elsewhere, { ...elsewhere, store_transaction_id: "901" }];
  expect(checkComp(further, { ...guard, before: { ...before, subscriptions: mixed } })).toMatch(/no comp/);
});

/** What no comp may carry, whether it starts or ends. */
const neverOnAComp: [string, object][] = [
  ["a price", { price: { country: "US", currency: "USD", value: 0.01 } }],
  ["another product", { store_product_id: "premium_monthly" }],
  ["another store", { store: "app_store" }],
  ["renewal", { renew_status: true }],
  ["a change of renewal", { renew_status_changed_at: at(0) }],
  ["Sandbox", { environment: "Sandbox" }],
  ["family sharing", { is_family_shared: true }],
  ["a refund", { refunded_at: at(1), cancellation_reason: "refund" }],
  ["an offer", { offer: { category: "promotional", type: "free_trial", id: "x" } }],
  ["a billing issue", { billing_issue_detected_at: at(1) }],
  ["grace", { grace_period_expires_at: at(40) }],
  ["an experiment", { variation_id: "v" }],
  ["an id of a store", { store_transaction_id: "100000000000001" }],
  ["an id that only begins well", { store_transaction_id: "comp_" }],
  ["an id with a line break", { store_transaction_id: "comp_new0000000\n1" }],
];

describe("a comp is refused with", () => {
  test.each<[string, object]>([
    ...neverOnAComp,
    ["an id in use", { store_transaction_id: HELD, store_original_transaction_id: HELD }],
    ["the id of a one-time purchase", { store_transaction_id: "comp_once00000001" }],
    ["the id of another form", { store_transaction_id: "comp_other00000001" }],
    ["a cancellation", { cancellation_reason: "upgraded" }],
    ["a purchase yesterday", { purchased_at: at(-1), originally_purchased_at: at(-1) }],
    ["a purchase tomorrow", { purchased_at: at(1), originally_purchased_at: at(1) }],
    ["a first purchase years ago", { originally_purchased_at: at(-900) }],
    ["a paid subscription to continue", { store_original_transaction_id: "900" }],
    ["nobody's comp to continue", { store_original_transaction_id: "comp_of_somebody_else" }],
    ["a false beginning of what it continues", { ...continued, originally_purchased_at: at(-77) }],
  ])("%s", (_, changes) => {
    expect(checkComp({ ...fresh, ...changes } as Transaction, guard)).toMatch(/\.$/);
  });

  test("no subscription at all", () => {
    expect(checkComp(oneTime, guard)).toMatch(/one-time/);
    expect(checkCompEnd(oneTime, guard)).toMatch(/one-time/);
  });

  test("the comp product of another app", () => {
    expect(checkComp(fresh, { ...guard, app: "acme-android" })).toMatch(/Settings/);
  });
});

test("a comp may end now, tomorrow, or when it would have", () => {
  for (const days of [0, 1, 25]) expect(checkCompEnd({ ...end, expires_at: at(days) }, guard)).toBeNull();
});

describe("ending a comp is refused with", () => {
  test.each<[string, object]>([
    ...neverOnAComp,
    ["a later end", { expires_at: at(25.001) }],
    ["an end last week", { expires_at: at(-4) }],
    ["a comp that is not there", { store_transaction_id: "comp_new000000001" }],
    ["another purchase date", { purchased_at: at(-4) }],
    ["another first purchase", { originally_purchased_at: at(-6) }],
    ["another chain", { store_original_transaction_id: "900" }],
  ])("%s", (_, changes) => {
    expect(checkCompEnd({ ...end, ...changes } as Transaction, guard)).toMatch(/\.$/);
  });

  test.each([
    ["an end that cannot be read", { expires_at: "soon" }],
    ["no end", { expires_at: undefined }],
    ["a sale in Sandbox", { environment: "Sandbox" }],
    ["another store", { store: "app_store" }],
    ["another product", { store_product_id: "premium_monthly" }],
  ])("a held one that has %s", (_, changes) => {
    const subscriptions = [{ ...held, ...changes }];
    expect(checkCompEnd(end, { ...guard, before: { ...before, subscriptions } })).toMatch(/\.$/);
  });

  test.each<[string, typeof before.access_levels]>([
    ["was revoked", [{ access_level_id: "premium", expires_at: at(-1) }]],
    ["ends sooner by now", [{ access_level_id: "premium", expires_at: at(0.5) }]],
    ["Adapty does not list", []],
  ])("a later end where the access %s: it would come back", (_, accessLevels) => {
    const view = { ...guard.view, accessLevels };
    expect(checkCompEnd(end, { ...guard, view })).toMatch(/give back/);
    expect(checkCompEnd({ ...end, expires_at: at(0) }, { ...guard, view })).toBeNull();
  });

  test("a customer of whom Adapty did not say what they bought", () => {
    expect(checkCompEnd(end, { ...guard, before: { ...before, subscriptions: undefined } })).toMatch(/no comp/);
  });
});

test("no end of a comp ever lengthens it, whatever the two dates", () => {
  const day = fc.integer({ min: -3000, max: 3000 });
  fc.assert(
    fc.property(day, day, (was, will) => {
      const subscriptions = [{ ...held, expires_at: at(was) }];
      const refused = checkCompEnd(
        { ...end, expires_at: at(will) },
        { ...guard, before: { ...before, subscriptions } },
      );
      return refused !== null || will <= was;
    }),
  );
});

test("access may be given to levels of Settings and to levels the customer has", () => {
  expect(checkGrant({ access_level_id: "sports" }, guard)).toBeNull();
  expect(checkGrant({ access_level_id: "premium" }, { ...guard, app: "acme-android" })).toBeNull();
  expect(checkGrant({ access_level_id: "sports" }, { ...guard, app: "acme-android" })).toMatch(/Settings/);
});
