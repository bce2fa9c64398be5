import { describe, expect, test } from "vitest";
import { compTransactionId } from "@/lib/access/comp-transaction";
import type { SubscriptionTransaction } from "@/lib/adapty/transaction";
import { bodies, comp, iso } from "./bodies.fixture";
import { hasSameEffect } from "./same-effect";

const MINUTE = 1 / 1440;
const newComp = (from: number, to: number) => comp(compTransactionId(crypto.randomUUID()), from, to);

describe("a comp", () => {
  test("is the same under another id, for as long and from a later moment", () => {
    expect(hasSameEffect("comp.grant", newComp(10 * MINUTE, 30 + 10 * MINUTE), newComp(0, 30))).toBe(true);
  });
  test("is the same with the same end, whenever its form was opened", () => {
    expect(hasSameEffect("comp.grant", newComp(10 * MINUTE, 30), newComp(0, 30))).toBe(true);
  });
  test("is another for longer, or of another product", () => {
    expect(hasSameEffect("comp.grant", newComp(0, 60), newComp(0, 30))).toBe(false);
    const sports = { ...newComp(0, 30), store_product_id: "comp_sports" };
    expect(hasSameEffect("comp.grant", sports, newComp(0, 30))).toBe(false);
  });
  test("is ended once, but may be ended sooner than was asked", () => {
    const ends = (days: number) => ({ ...comp("comp_1", -5, 25), expires_at: iso(days) });
    expect(hasSameEffect("comp.end", ends(1), ends(1))).toBe(true);
    expect(hasSameEffect("comp.end", ends(10 * MINUTE), ends(0))).toBe(true);
    expect(hasSameEffect("comp.end", ends(0), ends(1))).toBe(false);
  });
});

describe("access", () => {
  const revoke = (revoke_at: string | null, access_level_id = "premium") => ({ access_level_id, revoke_at });
  test("is granted to a level once, for however long", () => {
    const grant = (access_level_id: string, days: number | null) => ({
      access_level_id,
      expires_at: days === null ? null : iso(days),
    });
    expect(hasSameEffect("access.grant", grant("premium", null), grant("premium", 30))).toBe(true);
    expect(hasSameEffect("access.grant", grant("sports", 30), grant("premium", 30))).toBe(false);
  });
  test("is ended once, but may be ended sooner than was asked", () => {
    expect(hasSameEffect("access.revoke", revoke(null), revoke(null))).toBe(true);
    expect(hasSameEffect("access.revoke", revoke(iso(3)), revoke(null))).toBe(true);
    expect(hasSameEffect("access.revoke", revoke(null), revoke(iso(3)))).toBe(false);
    expect(hasSameEffect("access.revoke", revoke(null, "sports"), revoke(null))).toBe(false);
  });
});

describe("a transaction", () => {
  const first = bodies["transaction.set"]("") as SubscriptionTransaction;
  const dearer = { ...first, price: { ...first.price, value: 79.99 } };
  test("is the same under the same id of the same store, whatever else its form says", () => {
    expect(hasSameEffect("transaction.set", dearer, first)).toBe(true);
    expect(hasSameEffect("transaction.set", { ...first, store_transaction_id: "101" }, first)).toBe(false);
    expect(hasSameEffect("transaction.set", { ...first, store: "play_store" }, first)).toBe(false);
  });
  test("may be corrected to something else, but not twice to the same", () => {
    expect(hasSameEffect("transaction.set", dearer, first, { corrects: true })).toBe(false);
    expect(hasSameEffect("transaction.set", dearer, dearer, { corrects: true })).toBe(true);
  });
});
