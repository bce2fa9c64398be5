import { describe, expect, test } from "vitest";
import type { Transaction } from "@/lib/adapty/transaction";
import { readBackGrant, readBackRevoke, readBackTransaction, readBackUpdate } from "./read-back";
import { readableFrom, takeSnapshot } from "./snapshot";

const now = Date.parse("2027-03-02T12:00:00Z");
const MARCH = "2027-03-20T12:00:00+00:00";
const APRIL = "2027-04-20T12:00:00+00:00";
const MAY = "2027-05-20T12:00:00+00:00";

describe("a profile update", () => {
  const holding = (value: string | number | null) => ({
    custom_attributes: [{ key: "other", value: "x" }, ...(value === null ? [] : [{ key: "plan", value }])],
  });
  const body = (value: string | number | boolean | null) => ({
    email: "a@b.example",
    custom_attributes: [{ key: "plan", value }],
  });
  const judge = (was: string | number | null, is: string | number | null, sent: string | number | boolean | null) =>
    readBackUpdate(holding(is), body(sent), { before: holding(was), now });

  test.each([
    ["old", "new", "new", "applied"],
    [null, "new", "new", "applied"],
    ["old", null, null, "applied"],
    ["old", null, "", "applied"],
    [null, 1, true, "applied"],
    ["old", "old", "new", "not_applied"],
    ["old", "old", null, "not_applied"],
    ["old", "third", "new", "cannot_tell"],
    ["new", "new", "new", "cannot_tell"],
    [null, null, null, "cannot_tell"],
  ] as const)("from %j to %j when %j was sent is %s", (was, is, sent, expected) => {
    expect(judge(was, is, sent)).toBe(expected);
  });

  test("of one key twice goes by the last", () => {
    const twice = {
      custom_attributes: [
        { key: "plan", value: "a" },
        { key: "plan", value: "b" },
      ],
    };
    expect(readBackUpdate(holding("b"), twice, { before: holding("old"), now })).toBe("applied");
  });

  test("of nothing that Adapty answers cannot be told", () => {
    expect(readBackUpdate(holding("x"), { email: "a@b.example" }, { before: holding("x"), now })).toBe("cannot_tell");
    expect(readBackUpdate({}, body("new"), { before: holding("x"), now })).toBe("cannot_tell");
  });
});

describe("a transaction", () => {
  const body: Transaction = {
    purchase_type: "subscription",
    store: "support",
    store_product_id: "comp_premium",
    store_transaction_id: "comp_1",
    store_original_transaction_id: "comp_1",
    price: { country: "US", currency: "USD", value: 0 },
    purchased_at: "2027-03-02T12:00:00Z",
    originally_purchased_at: "2027-03-02T12:00:00Z",
    expires_at: "2027-04-20T12:00:00Z",
    renew_status: false,
  };
  const held = (changes: object = {}) => ({
    subscriptions: [
      {
        store: "support",
        store_transaction_id: "comp_1",
        purchased_at: "2027-03-02T12:00:00.400000+00:00",
        expires_at: APRIL,
        billing_issue_detected_at: null,
        cancellation_reason: null,
        ...changes,
      },
    ],
    non_subscriptions: [],
  });
  const none = { subscriptions: [], non_subscriptions: [] };

  test.each([
    ["a new id is there", none, held(), "applied"],
    ["a new id is there, with a reason that Adapty made up", none, held({ cancellation_reason: "unknown" }), "applied"],
    ["a new id is not there", none, none, "not_applied"],
    ["the end moved to what was sent", held({ expires_at: MAY }), held(), "applied"],
    ["the end stayed", held({ expires_at: MAY }), held({ expires_at: MAY }), "not_applied"],
    ["the end moved elsewhere", held({ expires_at: MAY }), held({ expires_at: MARCH }), "cannot_tell"],
    ["all was as sent before", held(), held(), "cannot_tell"],
    ["another store has the id", none, held({ store: "app_store" }), "not_applied"],
    ["it was sold at another time", held({ expires_at: MAY }), held({ purchased_at: MARCH }), "cannot_tell"],
    ["the section is missing", none, {}, "cannot_tell"],
  ])("when %s", (_, before, profile, expected) => {
    expect(readBackTransaction(profile, body, { before, now })).toBe(expected);
  });

  test("that is refunded shows as a refund, whatever its end", () => {
    const refund: Transaction = { ...body, refunded_at: MARCH, cancellation_reason: "refund" };
    const refunded = held({ cancellation_reason: "refund", expires_at: MARCH });
    expect(readBackTransaction(refunded, refund, { before: held(), now })).toBe("applied");
    expect(readBackTransaction(held(), refund, { before: held(), now })).toBe("not_applied");
  });

  test("of a one-time purchase goes by its date and its refund", () => {
    const once: Transaction = {
      purchase_type: "one_time_purchase",
      store: "app_store",
      store_product_id: "coins_100",
      store_transaction_id: "7",
      store_original_transaction_id: "7",
      price: { country: "US", currency: "USD", value: 1 },
      purchased_at: MARCH,
    };
    const bought = (is_refund: boolean) => ({
      subscriptions: [],
      non_subscriptions: [{ store: "app_store", store_transaction_id: "7", purchased_at: MARCH, is_refund }],
    });
    const refund: Transaction = { ...once, refunded_at: APRIL, cancellation_reason: "refund" };
    expect(readBackTransaction(bought(false), once, { before: none, now })).toBe("applied");
    expect(readBackTransaction(none, once, { before: none, now })).toBe("not_applied");
    expect(readBackTransaction(bought(true), refund, { before: bought(false), now })).toBe("applied");
    expect(readBackTransaction(bought(false), refund, { before: bought(false), now })).toBe("not_applied");
    expect(readBackTransaction({ subscriptions: [] }, once, { before: none, now })).toBe("cannot_tell");
  });

  test("keeps of the profile the purchase of its own store", () => {
    const [mine] = held().subscriptions;
    const profile = { profile_id: "x", subscriptions: [{ ...mine, store: "app_store", expires_at: MAY }, mine] };
    const kept = takeSnapshot(profile as Parameters<typeof takeSnapshot>[0], body);
    expect(readableFrom(kept).subscriptions).toEqual([mine]);
  });
});

const levels = (...ends: (string | null)[]) => ({
  access_levels: ends.map((expires_at) => ({ access_level_id: "premium", starts_at: null, expires_at })),
});

describe("a grant", () => {
  const body = { access_level_id: "premium", expires_at: "2027-04-20T12:00:00Z" };
  test.each([
    ["appears", levels(), levels(APRIL), "applied"],
    ["moves the end", levels(MARCH), levels(APRIL), "applied"],
    ["is not there", levels(), levels(), "not_applied"],
    ["leaves the end", levels(MARCH), levels(MARCH), "not_applied"],
    ["was so before", levels(APRIL), levels(APRIL), "cannot_tell"],
    ["hides behind a longer purchase", levels(MAY), levels(MAY), "cannot_tell"],
    ["hides behind one for life", levels(null), levels(null), "cannot_tell"],
    ["is followed by another change", levels(MARCH), levels(MAY), "cannot_tell"],
    ["is of a customer without the section", levels(), {}, "cannot_tell"],
  ])("that %s", (_, before, profile, expected) => {
    expect(readBackGrant(profile, body, { before, now })).toBe(expected);
  });

  test("for life is there when the end is gone, not when it was not provided", () => {
    const forLife = { access_level_id: "premium", expires_at: null };
    expect(readBackGrant(levels(null), forLife, { before: levels(MARCH), now })).toBe("applied");
    const silent = { access_levels: [{ access_level_id: "premium" }] };
    expect(readBackGrant(silent, forLife, { before: levels(MARCH), now })).not.toBe("applied");
  });

  test("that starts later hides behind what runs until then", () => {
    const later = { ...body, starts_at: MARCH };
    expect(readBackGrant(levels(MARCH), later, { before: levels(MARCH), now })).toBe("cannot_tell");
  });
});

describe("a revoke", () => {
  const body = { access_level_id: "premium", revoke_at: null };
  const ENDED = "2027-03-02T11:59:50+00:00";
  test.each([
    ["ends the level", levels(APRIL), levels(ENDED), "applied"],
    ["ends one for life", levels(null), levels(ENDED), "applied"],
    ["removes the level", levels(APRIL), levels(), "applied"],
    ["leaves the end", levels(APRIL), levels(APRIL), "not_applied"],
    ["leaves one for life", levels(null), levels(null), "not_applied"],
    ["meets an end of its own", levels(ENDED), levels(ENDED), "cannot_tell"],
    ["leaves one of two entries", levels(APRIL, MAY), levels(ENDED, MAY), "cannot_tell"],
    ["is of a customer without the section", levels(APRIL), {}, "cannot_tell"],
  ])("that %s", (_, before, profile, expected) => {
    expect(readBackRevoke(profile, body, { before, now })).toBe(expected);
  });

  test("at a later date moves the end there", () => {
    const later = { ...body, revoke_at: MARCH };
    expect(readBackRevoke(levels(MARCH), later, { before: levels(APRIL), now })).toBe("applied");
    expect(readBackRevoke(levels(APRIL), later, { before: levels(APRIL), now })).toBe("not_applied");
  });

  test("at a later date is not told by an end before that, which another brought about", () => {
    const later = { ...body, revoke_at: APRIL };
    expect(readBackRevoke(levels(MARCH), later, { before: levels(MAY), now })).toBe("cannot_tell");
    expect(readBackRevoke(levels(MARCH), later, { before: levels(MARCH), now })).toBe("cannot_tell");
  });
});
