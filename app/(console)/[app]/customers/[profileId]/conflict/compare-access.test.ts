import { describe, expect, test } from "vitest";
import { inDays, level, NOW, subscription, view } from "@/lib/access/profile.fixture";
import { parseInstant } from "@/lib/adapty/instant";
import { compareLevels, comparePurchases } from "./compare-access";

const premium = (days: number, more = {}) => level({ access_level_id: "premium", expires_at: inDays(days), ...more });
const holding = (...access_levels: ReturnType<typeof level>[]) => view({ access_levels });

describe("access that changed under a form", () => {
  test("is told level by level, only where it differs, also what came and what went", () => {
    const before = holding(premium(5), level({ access_level_id: "gone" }), level({ access_level_id: "same" }));
    const after = holding(premium(9), level({ access_level_id: "same" }), level({ access_level_id: "new" }));
    const rows = compareLevels(before, after, NOW);
    expect(rows.map(({ id }) => id)).toEqual(["level:premium", "level:gone", "level:new"]);
    expect(rows[0]).toMatchObject({
      before: ["Premium", " until ", { instant: parseInstant(inDays(5)) }],
      now: ["Premium", " until ", { instant: parseInstant(inDays(9)) }],
    });
    expect(rows[1]?.now).toEqual(["No access to Gone"]);
  });

  test("tells what stands behind a level that reads the same", () => {
    const [row] = compareLevels(
      holding(premium(5, { store_transaction_id: "1" })),
      holding(premium(5, { store_transaction_id: "2" })),
      NOW,
    );
    expect(row?.before).toContain(", transaction 1");
    expect(row?.now).toContain(", transaction 2");
  });

  test("is nothing where the order alone is another", () => {
    const other = level({ access_level_id: "other" });
    expect(compareLevels(holding(premium(5), other), holding(other, premium(5)), NOW)).toEqual([]);
  });
});

describe("purchases that changed under a form", () => {
  const one = subscription({ store_transaction_id: "1", store_original_transaction_id: "1", expires_at: inDays(3) });
  const two = subscription({ store_transaction_id: "2", store_original_transaction_id: "1", expires_at: inDays(33) });
  const bought = (...subscriptions: (typeof one)[]) => view({ subscriptions });

  test("are told one by one, a new one as not there before", () => {
    const rows = comparePurchases(bought(one), bought(one, two));
    expect(rows).toMatchObject([{ what: "Transaction 2", before: ["not there"] }]);
  });

  test("leave out the one that the form itself is about, which is told field by field", () => {
    const changed = { ...one, expires_at: inDays(4) };
    expect(comparePurchases(bought(one), bought(changed))).toHaveLength(1);
    expect(comparePurchases(bought(one), bought(changed), one)).toEqual([]);
  });
});
