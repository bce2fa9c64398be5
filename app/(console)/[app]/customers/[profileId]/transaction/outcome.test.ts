import { expect, test } from "vitest";
import { parseInstant } from "@/lib/adapty/instant";
import { confirmWord } from "./confirm-word";
import { describeOutcome } from "./outcome";

const UNTIL = "2026-11-12T09:00:00+00:00";
const clock = { now: parseInstant("2026-10-20T00:00:00Z"), timeZone: "UTC" };
const sent = { store: "app_store", store_transaction_id: "300", store_product_id: "premium_monthly" };
const entry = {
  store: "app_store",
  store_transaction_id: "300",
  store_original_transaction_id: "300",
  store_product_id: "premium_monthly",
  purchased_at: "2026-10-12T09:00:00+00:00",
  expires_at: UNTIL,
  renewal_cancelled_at: null,
};
const level = {
  ...entry,
  access_level_id: "premium",
  starts_at: null,
};
const after = {
  chains: [{ id: "c", latest: entry, periods: [entry], periodCount: 1 }],
  purchases: [],
  accessLevels: [level],
  revenueUsd: 19.98,
};

test("says what Adapty answered: the entry, the revenue before and after, the access", () => {
  expect(describeOutcome(sent, "first", { revenueUsd: 9.99 }, after, clock)).toEqual({
    title: "Transaction recorded",
    confirmed:
      "premium_monthly (App Store), 12 Oct 2026, 09:00 UTC to 12 Nov 2026, 09:00 UTC, auto-renew on. Revenue 9.99 → 19.98 USD. Premium until 12 Nov 2026, 09:00 UTC.",
    reply: "Your purchase is now recorded on your account: premium_monthly. Premium until 12 Nov 2026, 09:00 UTC.",
  });
});

test("a refund is called a refund, and the customer is promised no money", () => {
  const refunded = { ...entry, cancellation_reason: "refund" };
  const words = describeOutcome(
    sent,
    "update",
    { revenueUsd: 9.99 },
    { ...after, chains: [{ id: "c", latest: refunded, periods: [refunded], periodCount: 1 }], accessLevels: [] },
    clock,
  );
  expect(words.confirmed).toContain(", refunded.");
  expect(words.reply).toBe("We have noted the refund of your purchase: premium_monthly.");
});

test("claims neither dates nor revenue that Adapty did not answer", () => {
  const words = describeOutcome(
    sent,
    "first",
    { revenueUsd: undefined },
    {
      chains: undefined,
      purchases: undefined,
      accessLevels: undefined,
      revenueUsd: undefined,
    },
    clock,
  );
  expect(words.confirmed).toBe("premium_monthly (App Store) was accepted; it is not among the rows shown here.");
});

test("a one-time purchase is found among the purchases", () => {
  const coins = { store: "app_store", store_transaction_id: "77", store_product_id: "coins_100", is_refund: false };
  const purchases = [{ ...coins, purchased_at: "2026-10-12T09:00:00+00:00" }];
  const words = describeOutcome(
    coins,
    "first",
    { revenueUsd: 1 },
    { ...after, chains: [], purchases, revenueUsd: 1 },
    clock,
  );
  expect(words.confirmed).toBe("coins_100 (App Store), bought 12 Oct 2026, 09:00 UTC. Revenue stays 1.00 USD.");
});

test.each([
  ["acme-4711", "acme-4711"],
  ["Zoë O’Neil", "Zoë O’Neil"],
  [null, "a0000000"],
  ["ab\u200Bcd", "a0000000"],
  [" padded", "a0000000"],
  ["x".repeat(65), "a0000000"],
])("for the customer user id %o the word to type is %o", (customerUserId, word) => {
  expect(confirmWord({ customerUserId, profileId: "a0000000-0000-4000-8000-000000000001" })).toBe(word);
});
