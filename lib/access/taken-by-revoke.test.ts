import { expect, test } from "vitest";
import { comp, grant, inDays, level, NOW, subscription, view } from "./profile.fixture";
import { takenByRevoke } from "./taken-by-revoke";

const taken = (seen: Parameters<typeof view>[0], levelId = "premium") => takenByRevoke(view(seen), levelId, NOW);
const given = level({ ...grant() });

test("access that a store sold is bought, and so is access that nobody knows the giver of", () => {
  expect(taken({ access_levels: [level()], subscriptions: [subscription()] })).toBe("bought");
  expect(taken({ access_levels: [level({ store: "another", store_transaction_id: null })] })).toBe("bought");
});

test("a paid period that runs beside what support gave is taken along", () => {
  expect(taken({ access_levels: [given], subscriptions: [subscription()] })).toBe("beside");
  expect(taken({ access_levels: [level({ ...comp })], subscriptions: [subscription()] })).toBe("beside");
});

test("nothing but the comp is taken when nothing paid runs", () => {
  const over = subscription({ expires_at: inDays(-1) });
  expect(taken({ access_levels: [given], subscriptions: [over] })).toBeUndefined();
  expect(taken({ access_levels: [given] })).toBeUndefined();
  expect(taken({ access_levels: [given] }, "sports")).toBeUndefined();
});
