import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { OperationName } from "./catalogue";
import { operations } from "./catalogue";
import { describeSeen, SEEN_MAX } from "./seen";

const names = Object.keys(operations) as OperationName[];
const level = { access_level_id: "premium", starts_at: null, expires_at: "2027-04-20T12:00:00+00:00" };
const period = { store: "app_store", store_transaction_id: "1", expires_at: "2027-04-20T12:00:00+00:00" };
const chain = { id: "1", latest: period, periods: [period], periodCount: 1 };
const purchase = { store: "app_store", store_transaction_id: "9", is_refund: false };
const seen = {
  accessLevels: [level],
  attributes: [{ key: "plan", value: "old" }],
  chains: [chain],
  purchases: [purchase],
};
const later = "2027-05-20T12:00:00+00:00";

const text = fc.string({ unit: "binary", maxLength: 80 });
const entries = fc.array(fc.record({ access_level_id: text, expires_at: fc.option(text), store_transaction_id: text }));
const attributes = fc.array(fc.record({ key: text, value: fc.oneof(text, fc.double(), fc.constant(null)) }));

test.each(names)("is the same in any order of the entries, and never long: %s", (name) => {
  fc.assert(
    fc.property(entries, attributes, (accessLevels, attributes) => {
      const forwards = describeSeen(name, { accessLevels, attributes });
      const backwards = describeSeen(name, {
        accessLevels: [...accessLevels].reverse(),
        attributes: [...attributes].reverse(),
      });
      expect(backwards).toBe(forwards);
      expect(forwards.length).toBeLessThanOrEqual(SEEN_MAX);
    }),
  );
});

describe("is another text after", () => {
  test.each<[string, OperationName[], Partial<typeof seen>]>([
    [
      "another end of access",
      names.filter((name) => name !== "profile.update"),
      { accessLevels: [{ ...level, expires_at: later }] },
    ],
    ["access that is gone", names.filter((name) => name !== "profile.update"), { accessLevels: [] }],
    ["another attribute", ["profile.update"], { attributes: [{ key: "plan", value: "new" }] }],
    [
      "a renewal",
      ["transaction.set", "profile.delete"],
      { chains: [{ ...chain, periods: [{ ...period, expires_at: later }] }] },
    ],
    ["a refund", ["transaction.set", "profile.delete"], { purchases: [{ ...purchase, is_refund: true }] }],
  ])("%s", (_, noticing, changes) => {
    for (const name of names) {
      const changed = describeSeen(name, { ...seen, ...changes }) !== describeSeen(name, seen);
      expect([name, changed]).toEqual([name, noticing.includes(name)]);
    }
  });

  test("one letter far down a long list", () => {
    const many = (last: string) => ({
      ...seen,
      attributes: Array.from({ length: 30 }, (_, at) => ({
        key: `k${at}`,
        value: `${"x".repeat(200)}${at === 29 ? last : ""}`,
      })),
    });
    expect(describeSeen("profile.update", many("a"))).not.toBe(describeSeen("profile.update", many("b")));
  });
});

test("does not change when a grace period begins or ends by the clock alone", () => {
  const inGrace = (is_in_grace_period: boolean) => ({
    ...seen,
    accessLevels: [{ ...level, is_in_grace_period }],
    chains: [{ ...chain, periods: [{ ...period, is_in_grace_period }] }],
  });
  for (const name of names) expect(describeSeen(name, inGrace(true))).toBe(describeSeen(name, inGrace(false)));
});
