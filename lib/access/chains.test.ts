import { expect, test } from "vitest";
import { foldChains } from "./chains";
import { inDays, level, NOW, profile, purchase, subscription, view } from "./profile.fixture";
import { toCustomerView } from "./view";

const bought = (id: string, original: string | null, days: number, more = {}) =>
  subscription({
    store_transaction_id: id,
    store_original_transaction_id: original,
    purchased_at: inDays(days),
    ...more,
  });

test("renewals fold under their first transaction, newest first", () => {
  const chains = foldChains([
    bought("1", "1", -90),
    bought("9", "9", -40),
    bought("3", "1", -30),
    bought("2", "1", -60),
  ]);
  expect(chains.map((chain) => chain.periods.map((period) => period.store_transaction_id))).toEqual([
    ["3", "2", "1"],
    ["9"],
  ]);
  expect(chains[0]).toMatchObject({ periodCount: 3, latest: { store_transaction_id: "3" } });
});

test("the same id in two stores is two chains", () => {
  expect(foldChains([bought("1", "1", -9), bought("1", "1", -9, { store: "stripe" })])).toHaveLength(2);
});

test("of two periods bought at one instant the longer is the latest", () => {
  const [chain] = foldChains([bought("1", "1", -9), bought("2", "1", -9, { expires_at: null })]);
  expect(chain?.latest.store_transaction_id).toBe("2");
  expect(chain?.periods[0]).toBe(chain?.latest);
});

test("entries without ids or dates stay, last, under an id that is the same on every read", () => {
  const nameless = bought("", null, -3, { store_product_id: "x" });
  const undated = bought("7", "7", 0, { purchased_at: undefined });
  const ids = foldChains([undated, nameless, bought("1", "1", -1)]).map((chain) => chain.id);
  expect(ids[2]).toBe("app_store:7");
  expect(ids.toSorted()).toEqual(
    foldChains([nameless, bought("1", "1", -1), undated])
      .map(({ id }) => id)
      .toSorted(),
  );
});

test("ids named like object internals are only ids", () => {
  const chains = foldChains(["__proto__", "constructor", "toString"].map((id) => bought(id, id, -1, { store: id })));
  expect(chains.map((chain) => chain.periodCount)).toEqual([1, 1, 1]);
});

test("a huge profile is cut to what is shown, with honest counts, and stays small", () => {
  const whole = profile({
    subscriptions: Array.from({ length: 10_000 }, (_, n) => bought(`t${n}`, `o${n % 400}`, -n / 10)),
    non_subscriptions: Array.from({ length: 10_000 }, (_, n) =>
      purchase({ purchase_id: `p${n}`, store_transaction_id: `b${n}`, store_original_transaction_id: `b${n}` }),
    ),
    access_levels: Array.from({ length: 500 }, (_, n) =>
      level({ access_level_id: `l${n}`, expires_at: inDays(n - 450) }),
    ),
  });
  const cut = toCustomerView(whole, "acme-ios", NOW);
  expect([cut.chainCount, cut.purchaseCount, cut.accessLevelCount]).toEqual([400, 10_000, 500]);
  expect([cut.chains?.length, cut.chains?.[0]?.periods.length, cut.chains?.[0]?.periodCount]).toEqual([20, 12, 25]);
  expect([cut.purchases?.length, cut.accessLevels?.length]).toEqual([10, 50]);
  expect(cut.accessLevels?.filter((held) => Date.parse(held.expires_at ?? "") > NOW)).toHaveLength(49);
});

test("an old purchase that explains an access level is kept however many newer ones there are", () => {
  const lifetime = purchase({
    store_transaction_id: "L",
    store_original_transaction_id: "L",
    purchased_at: inDays(-900),
  });
  const cut = view({
    access_levels: [level({ store_transaction_id: "L", store_original_transaction_id: "L", expires_at: null })],
    non_subscriptions: [lifetime, ...Array.from({ length: 200 }, (_, n) => purchase({ purchased_at: inDays(-n / 9) }))],
  });
  expect(cut.purchases).toHaveLength(10);
  expect(cut.purchases?.at(-1)).toBe(lifetime);
});

test("sections that Adapty did not provide stay undefined, and a missing timestamp is the moment of reading", () => {
  const bare = toCustomerView({ profile_id: "a0000000-0000-4000-8000-000000000009" }, "acme-ios", NOW);
  expect([bare.accessLevels, bare.chains, bare.purchases, bare.attributes, bare.revenueUsd]).toEqual(
    Array(5).fill(undefined),
  );
  expect([bare.timestamp, bare.customerUserId, bare.chainCount]).toEqual([NOW, null, 0]);
});
