import { describe, expect, test } from "vitest";
import { compTransactionId } from "@/lib/access/comp-transaction";
import type { SubscriptionTransaction } from "@/lib/adapty/transaction";
import { bodies, comp, iso } from "./bodies.fixture";
import { hasSameEffect, isSameButForNow } from "./same-effect";

const HOUR = 1 / 24;
const MINUTE = HOUR / 60;
const waits = { waits: true };

describe("a request that waits is the same as another", () => {
  const grant = (days: number | null) => ({ access_level_id: "premium", expires_at: days === null ? null : iso(days) });
  const asks = (asked: number | null, waiting: number | null) =>
    hasSameEffect("access.grant", grant(asked), grant(waiting), waits);

  test("for access until the same end, wherever a day of UTC is over in between", () => {
    const midnight = (minutes: number) => ({
      access_level_id: "premium",
      expires_at: new Date(Date.parse("2027-05-01T00:00:00Z") + minutes * 60_000).toISOString(),
    });
    expect(hasSameEffect("access.grant", midnight(1), midnight(-1), waits)).toBe(true);
    expect(asks(30 + 4 * HOUR, 30)).toBe(true);
    expect(asks(null, null)).toBe(true);
    expect(hasSameEffect("access.grant", grant(null), { access_level_id: "premium" }, waits)).toBe(true);
  });

  test("but not for longer or shorter access: who decides may choose", () => {
    expect(asks(31, 30)).toBe(false);
    expect(asks(30, null)).toBe(false);
    expect(asks(null, 3650)).toBe(false);
    expect(hasSameEffect("access.grant", { ...grant(30), starts_at: iso(5) }, grant(30), waits)).toBe(false);
  });

  test("for a comp as long, whatever id its form minted", () => {
    const asked = (from: number, to: number) => comp(compTransactionId(crypto.randomUUID()), from, to);
    expect(hasSameEffect("comp.grant", asked(3 * HOUR, 30 + 3 * HOUR), asked(0, 30), waits)).toBe(true);
    expect(hasSameEffect("comp.grant", asked(0, 31), asked(0, 30), waits)).toBe(false);
  });

  test("for a transaction with the same in it, whenever a refund was decided", () => {
    const first = bodies["transaction.set"]("") as SubscriptionTransaction;
    const dearer = { ...first, price: { ...first.price, value: 79.99 } };
    const refund = (at: number) => ({ ...first, refunded_at: iso(at), cancellation_reason: "refund" as const });
    expect(hasSameEffect("transaction.set", first, { ...first }, waits)).toBe(true);
    expect(hasSameEffect("transaction.set", dearer, first, waits)).toBe(false);
    expect(hasSameEffect("transaction.set", refund(MINUTE), refund(0), waits)).toBe(true);
    expect(hasSameEffect("transaction.set", refund(0), { ...first, cancellation_reason: "refund" }, waits)).toBe(false);
  });

  test("for a deletion always", () => {
    expect(hasSameEffect("profile.delete", {}, {}, waits)).toBe(true);
  });
});

test("two forms are the same but for now when only the moment of a refund differs", () => {
  expect(isSameButForNow({ a: 1, refunded_at: iso(0) }, { refunded_at: iso(1), a: 1 })).toBe(true);
  expect(isSameButForNow({ a: 1, refunded_at: iso(0) }, { a: 2, refunded_at: iso(0) })).toBe(false);
  expect(isSameButForNow({ a: 1, refunded_at: iso(0) }, { a: 1 })).toBe(false);
});
