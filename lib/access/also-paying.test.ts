import { expect, test } from "vitest";
import type { Subscription } from "@/lib/adapty/profile";
import { comp, inDays, level, subscription } from "./profile.fixture";
import { read } from "./verdict.fixture";

const second = (changes: Partial<Subscription> = {}) =>
  subscription({ store_transaction_id: "1001", store_original_transaction_id: "1001", ...changes });

test("every other store that the customer pays is named, with what will renew", () => {
  const play = second({ store: "play_store" });
  const stripe = second({ store: "stripe", store_product_id: "web_year", renewal_cancelled_at: inDays(-1) });
  const others = (...subscriptions: Subscription[]) =>
    read({ access_levels: [level()], subscriptions: [subscription(), ...subscriptions] }).proofs.slice(1);
  expect(others(play)).toEqual(["Also paying: [Google Play subscription] premium_monthly, which renews."]);
  expect(others(second(), play)).toEqual([
    "Also paying: [App Store subscription] premium_monthly and [Google Play subscription] premium_monthly, both renew.",
  ]);
  expect(others(play, stripe)).toEqual([
    "Also paying: [Google Play subscription] premium_monthly (renews) and [Stripe subscription] web_year (does not renew).",
  ]);
});

test("what has ended, was refunded, is Sandbox, is a comp or was named already is not paid besides", () => {
  const subscriptions = [
    subscription(),
    second({ expires_at: inDays(-1) }),
    second({ store: "stripe", cancellation_reason: "refund" }),
    second({ store: "paddle", environment: "Sandbox" }),
    subscription(comp),
    second({ store: "play_store" }),
  ];
  const sports = level({ access_level_id: "sports", ...second({ store: "play_store" }) });
  const { proofs } = read({ access_levels: [level(), sports], subscriptions });
  expect(proofs.filter((proof) => proof.includes("aying"))).toEqual([]);
});

test("beyond four the others are counted", () => {
  const many = Array.from({ length: 7 }, (_, at) => second({ store_original_transaction_id: `20${at}` }));
  const { proofs } = read({ access_levels: [level()], subscriptions: [subscription(), ...many] });
  expect(proofs.at(-1)).toMatch(/premium_monthly and 3 more, all renew\.$/);
});
