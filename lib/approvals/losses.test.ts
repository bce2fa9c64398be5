import { expect, test } from "vitest";
import type { Part } from "@/lib/access/parts";
import { comp, grant, inDays, iso, level, NOW, purchase, subscription, view } from "@/lib/access/profile.fixture";
import { lossesOf } from "./losses";

const say = (parts: Part[]) =>
  parts.map((part) => (typeof part === "string" ? part : "instant" in part ? iso(part.instant) : part.text)).join("");

test("who approves a deletion sees what runs, what was bought, and what the store goes on charging for", () => {
  const losses = lossesOf(
    view({
      access_levels: [
        level(),
        level({ ...comp, access_level_id: "sports" }),
        level({ access_level_id: "old", expires_at: inDays(-1) }),
      ],
      subscriptions: [
        subscription(),
        subscription({ ...comp, store_original_transaction_id: "comp_1" }),
        subscription({ store_transaction_id: "9", store_original_transaction_id: "9", expires_at: inDays(-40) }),
      ],
      non_subscriptions: [purchase()],
      total_revenue_usd: 59.94,
    }),
    NOW,
  );
  expect(losses.access?.map(say)).toEqual([
    `Premium until ${inDays(20)}, bought`,
    `Sports until ${inDays(20)}, given for free`,
  ]);
  expect(losses).toMatchObject({ subscriptions: { count: 3, running: 1 }, purchases: 1, revenueUsd: 59.94 });
  expect(losses.charging.map(say)).toEqual([`App Store, premium_monthly: runs until ${inDays(20)}, and renews`]);
});

test("for a cancelled subscription no store goes on charging, and access that was granted charges nobody", () => {
  const cancelled = subscription({ renewal_cancelled_at: inDays(-2) });
  expect(lossesOf(view({ subscriptions: [cancelled] }), NOW)).toMatchObject({
    subscriptions: { count: 1, running: 1 },
    charging: [],
  });
  expect(lossesOf(view({ access_levels: [level({ ...grant(), expires_at: null })] }), NOW)).toMatchObject({
    access: [["Premium", " for life", ", given for free"]],
    charging: [],
  });
});

test("what Adapty does not say is not called none", () => {
  const unsaid = { access_levels: undefined, subscriptions: undefined, non_subscriptions: undefined };
  expect(lossesOf(view({ ...unsaid, total_revenue_usd: undefined }), NOW)).toEqual({
    access: undefined,
    subscriptions: undefined,
    purchases: undefined,
    revenueUsd: undefined,
    charging: [],
  });
});
