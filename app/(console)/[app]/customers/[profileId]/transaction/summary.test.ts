import { expect, test } from "vitest";
import { parseInstant } from "@/lib/adapty/instant";
import { type KnownBody, toDraft } from "./draft";
import { effectOf } from "./effect";
import { describeTransaction } from "./summary";

const FROM = "2026-10-12T09:00:00Z";
const UNTIL = "2026-11-12T09:00:00Z";
const NOW = parseInstant("2026-10-20T00:00:00Z");
const known: KnownBody = {
  purchase_type: "subscription",
  store: "app_store",
  store_product_id: "premium_monthly",
  store_transaction_id: "300",
  price: { value: 9.99, currency: "USD", country: "US" },
  purchased_at: FROM,
  expires_at: UNTIL,
  renew_status: true,
};
const nobody = { chains: [], purchases: [] };
const held = { store: "app_store", store_transaction_id: "300" };
const someone = { chains: [{ id: "c", latest: held, periods: [held], periodCount: 1 }], purchases: [] };

const say = (change: Partial<KnownBody>, effect: "first" | "renewal" | "update" = "first", now = NOW) =>
  describeTransaction(toDraft({ ...known, ...change }), effect, now)
    ?.map((part) =>
      typeof part === "object" && "instant" in part ? new Date(part.instant).toISOString().slice(0, 10) : part,
    )
    .join("");

test("says the amount, the product, the store, the period and the renewal", () => {
  expect(say({})).toBe("Books 9.99 USD for premium_monthly (App Store), 2026-10-12 to 2026-11-12, auto-renew on.");
});

test("says what is renewed, and what is changed in place", () => {
  expect(say({ store_original_transaction_id: "100" }, "renewal")).toMatch(/^Books a renewal of 100 at 9\.99 USD for /);
  expect(say({}, "update")).toMatch(/^Changes transaction 300 in place to 9\.99 USD for /);
});

test("says Sandbox, a refund and a period that is already over", () => {
  expect(say({ environment: "Sandbox" })).toMatch(/^In Sandbox: books 9\.99 USD/);
  expect(say({ refunded_at: FROM })).toContain(", refunded 2026-10-12.");
  expect(say({}, "first", parseInstant(UNTIL))).toContain("to 2026-11-12 (already over)");
});

test("a one-time purchase has a date and no renewal", () => {
  expect(say({ purchase_type: "one_time_purchase" })).toBe(
    "Books 9.99 USD for premium_monthly (App Store), bought 2026-10-12.",
  );
});

test("says nothing as long as price or product is missing", () => {
  expect(say({ price: null })).toBeUndefined();
  expect(say({ store_product_id: "" })).toBeUndefined();
});

test("an id this customer already has in that store is an update, in another store it is not", () => {
  expect(effectOf(toDraft(known), "new", someone)).toBe("update");
  expect(effectOf(toDraft({ ...known, store: "stripe" }), "new", someone)).toBe("first");
  expect(effectOf(toDraft(known), "renewal", someone)).toBe("renewal");
});

test("a new id under an older original one is a renewal, for subscriptions only", () => {
  const renewed = { ...known, store_original_transaction_id: "100" };
  expect(effectOf(toDraft(renewed), "new", nobody)).toBe("renewal");
  expect(effectOf(toDraft({ ...renewed, purchase_type: "one_time_purchase" }), "new", nobody)).toBe("first");
});

test("a correction is an update even where the page no longer shows the row", () => {
  expect(effectOf(toDraft(known), "correct_subscription", nobody)).toBe("update");
});
