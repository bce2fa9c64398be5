import { expect, test } from "vitest";
import { level, subscription } from "@/lib/access/profile.fixture";
import { describeChange } from "./describe-change";
import type { Snapshot } from "./snapshot";

const nothing: Snapshot = { timestamp: 1, revenueUsd: 0, accessLevels: [], attributes: [] };
const march = Date.parse("2027-03-14T00:00:00Z");
const premium = level({ access_level_id: "premium", starts_at: null, expires_at: "2027-03-14T00:00:00Z" });

test("a level that came, went on and ended for life", () => {
  const longer = { ...premium, expires_at: null };
  expect(describeChange(nothing, { ...nothing, accessLevels: [premium] })).toEqual([
    { what: "Premium", before: ["none"], after: ["until ", { instant: march }] },
  ]);
  expect(describeChange({ ...nothing, accessLevels: [premium] }, { ...nothing, accessLevels: [longer] })).toEqual([
    { what: "Premium", before: ["until ", { instant: march }], after: ["for life"] },
  ]);
});

test("attributes by key, with what cannot be seen made visible", () => {
  const before = {
    ...nothing,
    attributes: [
      { key: "tier", value: "gold" },
      { key: "same", value: 1 },
    ],
  };
  const after = {
    ...nothing,
    attributes: [
      { key: "same", value: 1 },
      { key: "new", value: "a\u202eb" },
    ],
  };
  expect(describeChange(before, after).map(({ what }) => what)).toEqual(["tier", "new"]);
  expect(JSON.stringify(describeChange(before, after))).not.toContain("\u202e");
});

test("the transaction and its revenue", () => {
  const bought = subscription({ expires_at: "2027-03-14T00:00:00Z" });
  expect(
    describeChange({ ...nothing, subscription: null }, { ...nothing, subscription: bought, revenueUsd: 9.99 }),
  ).toEqual([
    { what: "This transaction", before: ["none"], after: ["until ", { instant: march }] },
    { what: "Revenue (USD)", before: ["0"], after: ["9.99"] },
  ]);
});

test("a refund of a transaction that was there", () => {
  const bought = subscription({ expires_at: "2027-03-14T00:00:00Z" });
  const refunded = { ...bought, cancellation_reason: "refund" };
  const [change] = describeChange({ ...nothing, subscription: bought }, { ...nothing, subscription: refunded });
  expect(change?.after).toEqual(["until ", { instant: march }, ", refunded"]);
});

test("nothing where nothing changed or one side is not known", () => {
  expect(describeChange({ ...nothing, accessLevels: [premium] }, { ...nothing, accessLevels: [premium] })).toEqual([]);
  expect(describeChange(null, nothing)).toEqual([]);
  expect(describeChange(nothing, null)).toEqual([]);
});
