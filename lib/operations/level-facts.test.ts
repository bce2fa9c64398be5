import { describe, expect, test } from "vitest";
import { sameInstant } from "@/lib/adapty/instant";
import { levelFacts, sameLevels } from "./level-facts";
import { readBackGrant, readBackRevoke, readBackTransaction } from "./read-back";
import { describeSeen } from "./seen";
import { whyNotAsLeft } from "./undo/as-left";
import type { Done } from "./undo/undo-plan";

const now = Date.parse("2027-03-02T12:00:00Z");
const level = (expires_at: string | null, more: object = {}) => ({
  access_level_id: "premium",
  starts_at: null,
  store_transaction_id: "1",
  expires_at,
  ...more,
});
const FINE = "2027-04-20T12:00:00.600000+00:00";
const CUT = "2027-04-20T12:00:00+00:00";
const MAY = "2027-05-20T12:00:00+00:00";
const grant = (expires_at: string) => ({ access_level_id: "premium", expires_at });

const granted = (after: ReturnType<typeof level>[]) =>
  ({
    name: "access.grant",
    request: grant(FINE),
    before: { accessLevels: [] },
    after: { accessLevels: after },
  }) as unknown as Done;

describe("an end that Adapty answers with fewer digits later", () => {
  test.each([
    [FINE, CUT, true],
    [FINE, "2027-04-20T12:00:01+00:00", true],
    [CUT, "2027-04-20T15:00:00+0300", true],
    [CUT, "2027-04-20T12:00:02Z", false],
    [CUT, null, false],
    [null, null, true],
    [undefined, null, false],
    ["when it snows", "when it snows", true],
    ["when it snows", null, false],
  ])("%s and %s: the same is %s", (one, other, expected) => {
    expect(sameInstant(one, other)).toBe(expected);
    expect(sameInstant(other, one)).toBe(expected);
  });

  test("is as a grant left it", () => {
    expect(whyNotAsLeft(granted([level(FINE)]), { access_levels: [level(CUT)] })).toBeUndefined();
    expect(whyNotAsLeft(granted([level(FINE)]), { access_levels: [level(MAY)] })).toBe("Premium changed since.");
  });

  test("proves nothing by itself", () => {
    const around = { before: { access_levels: [level(FINE)] }, now };
    expect(readBackGrant({ access_levels: [level(CUT)] }, grant(CUT), around)).toBe("cannot_tell");
    const body = {
      purchase_type: "one_time_purchase" as const,
      store: "support",
      store_product_id: "p",
      store_transaction_id: "1",
      store_original_transaction_id: "1",
      price: { country: "US", currency: "USD", value: 0 },
      purchased_at: FINE,
    };
    const bought = (purchased_at: string) => ({ non_subscriptions: [{ store_transaction_id: "1", purchased_at }] });
    expect(readBackTransaction(bought(CUT), body, { before: bought(FINE), now })).toBe("cannot_tell");
  });

  test("is what the agent saw", () => {
    const seen = (end: string) => describeSeen("access.grant", { accessLevels: [level(end)], attributes: undefined });
    expect(seen(CUT)).toBe(seen(FINE));
    expect(seen(CUT)).not.toBe(seen(MAY));
  });
});

describe("another order of the same levels", () => {
  const both = [level(CUT), level(MAY, { store_transaction_id: "2" })];
  const turned = both.toReversed();

  test("is no change", () => {
    expect(sameLevels(levelFacts(both, "premium"), levelFacts(turned, "premium"))).toBe(true);
    expect(sameLevels(levelFacts(both, "premium"), levelFacts([level(CUT), level(CUT)], "premium"))).toBe(false);
    expect(sameLevels(levelFacts([level(CUT), level(CUT)], "premium"), levelFacts(both, "premium"))).toBe(false);
    expect(sameLevels(levelFacts(both, "premium"), levelFacts([level(CUT)], "premium"))).toBe(false);
  });

  test("proves nothing", () => {
    const around = { before: { access_levels: both }, now };
    expect(readBackGrant({ access_levels: turned }, grant(MAY), around)).toBe("cannot_tell");
    const revoke = { access_level_id: "premium", revoke_at: MAY };
    expect(readBackRevoke({ access_levels: turned }, revoke, around)).toBe("cannot_tell");
  });

  test("is as a grant left it", () => {
    expect(whyNotAsLeft(granted(both), { access_levels: turned })).toBeUndefined();
  });
});

test("an end that cannot be read is not for life", () => {
  expect(whyNotAsLeft(granted([level(null)]), { access_levels: [level("when it snows")] })).toBe(
    "Premium changed since.",
  );
});
