import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { transactionSchema } from "@/lib/adapty/transaction";
import { example } from "@/lib/adapty/transaction.fixture";
import { originalIdOf, readAmount, toBody, toDraft } from "./draft";

const full = {
  ...example,
  price: { ...example.price, value: 0 },
  renew_status: false,
  renew_status_changed_at: "2022-11-01T00:00:00Z",
  offer: { category: "promotional", type: "free_trial", id: "winter" },
  billing_issue_detected_at: "2022-11-02T00:00:00Z",
  grace_period_expires_at: "2026-10-20T00:00:00Z",
  refunded_at: "2022-11-03T00:00:00Z",
  cancellation_reason: "refund",
  is_family_shared: true,
} as const;

const emptySubscription = () => toDraft({ purchase_type: "subscription" });

describe("the body of a draft", () => {
  test.each([
    ["Adapty's own example", example],
    ["a transaction with every field there is", full],
  ])("is %s again after a way through the form", (_what, body) => {
    expect(toBody(toDraft(body))).toEqual(body);
    expect(transactionSchema.safeParse(toBody(toDraft(body))).success).toBe(true);
  });

  test("of an untouched form has no empty values, only the kind and the environment", () => {
    expect(toBody(emptySubscription())).toEqual({
      purchase_type: "subscription",
      environment: "Production",
      price: {},
    });
  });

  test("never carries an empty text, a null or an empty offer, whatever is left out", () => {
    const leaveOut = fc.subarray(Object.keys(full).filter((name) => name !== "purchase_type"));
    fc.assert(
      fc.property(leaveOut, (names) => {
        const known = Object.fromEntries(Object.entries(full).filter(([name]) => !names.includes(name)));
        const body = toBody(toDraft({ ...known, purchase_type: "subscription" }));
        expect(JSON.stringify(body)).not.toMatch(/:(null|"")|"offer":\{\}/);
      }),
    );
  });

  test("of a one-time purchase drops what only subscriptions have, and switching back brings it again", () => {
    const draft = toDraft(full);
    const oneTime = toBody({ ...draft, purchase_type: "one_time_purchase" });
    for (const name of ["expires_at", "originally_purchased_at", "renew_status", "renew_status_changed_at"]) {
      expect(oneTime).not.toHaveProperty(name);
    }
    for (const name of ["billing_issue_detected_at", "grace_period_expires_at"]) {
      expect(oneTime).not.toHaveProperty(name);
    }
    expect(oneTime).toMatchObject({ price: full.price, offer: full.offer, refunded_at: full.refunded_at });
    expect(toBody({ ...draft, purchase_type: "subscription" })).toEqual(full);
  });

  test("has the offer as soon as any of its three boxes is filled in", () => {
    const draft = emptySubscription();
    expect(toBody({ ...draft, offer: { ...draft.offer, id: "winter" } })).toMatchObject({ offer: { id: "winter" } });
  });

  test("says auto-renew off and not shared as false, which is not the same as leaving them out", () => {
    const body = toBody({ ...emptySubscription(), renew_status: "off", is_family_shared: "no" });
    expect(body).toMatchObject({ renew_status: false, is_family_shared: false });
  });
});

describe("what follows until it is edited", () => {
  test("the original id follows the transaction id", () => {
    const draft = { ...emptySubscription(), store_transaction_id: "300" };
    expect(toBody(draft).store_original_transaction_id).toBe("300");
    const edited = { ...draft, originalFollows: false, store_original_transaction_id: "100" };
    expect(originalIdOf({ ...edited, store_transaction_id: "301" })).toBe("100");
  });

  test("the first purchase's date follows the purchase, but not for a renewal", () => {
    const draft = { ...emptySubscription(), store_transaction_id: "300", purchased_at: "2026-01-01T00:00:00Z" };
    expect(toBody(draft).originally_purchased_at).toBe("2026-01-01T00:00:00Z");
    const renewal = { ...draft, originalFollows: false, store_original_transaction_id: "100" };
    expect(toBody(renewal)).not.toHaveProperty("originally_purchased_at");
  });
});

describe("an amount", () => {
  test.each([
    ["9.99", 9.99],
    ["9,99", 9.99],
    [" 0 ", 0],
    ["1.250", 1.25],
    ["-1", -1],
  ])("typed %o reads %o", (typed, amount) => {
    expect(readAmount(typed)).toBe(amount);
  });

  test.each(["1,234", "1.234,50", "1 000", "9.99 USD", "1e3", "free", "Infinity"])(
    "typed %o is left for the schema to refuse, not guessed",
    (typed) => {
      const body = toBody(toDraft(example));
      const refused = transactionSchema.safeParse({ ...body, price: { ...example.price, value: readAmount(typed) } });
      expect(refused.error?.issues[0]).toMatchObject({ path: ["price", "value"] });
    },
  );

  test("keeps any price in cents", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000_000 }), (cents) => {
        const value = cents / 100;
        expect(toBody(toDraft({ ...example, price: { ...example.price, value } })).price).toMatchObject({ value });
      }),
    );
  });
});
