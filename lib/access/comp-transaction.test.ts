import fc from "fast-check";
import { expect, test } from "vitest";
import { formatInstant, parseInstant } from "@/lib/adapty/instant";
import { transactionSchema } from "@/lib/adapty/transaction";
import { buildCompTransaction, compTransactionId, runningComp } from "./comp-transaction";
import { paidPeriodRunning } from "./paid";
import { comp, grant, inDays, level, NOW, subscription, view } from "./profile.fixture";

const DAY = 86_400_000;
const wanted = {
  operationId: "6f1c2f0e-9f1b-4b58-8a53-0d6f6b1d9a01",
  now: NOW,
  end: NOW + 7 * DAY,
  store: "support",
  productId: "comp_premium",
  country: "FR",
  currency: "EUR",
};
const product = { store: "support", productId: "comp_premium" };

test("the transaction id is known as a comp, fits Adapty's limit and is the same for the same operation", () => {
  expect(compTransactionId(wanted.operationId)).toBe("comp_6f1c2f0e9f1b4b588a530d6f6b1d9a01");
  fc.assert(
    fc.property(fc.uuid(), fc.uuid(), (a, b) => {
      expect(compTransactionId(a).length).toBeLessThanOrEqual(50);
      expect(compTransactionId(a) === compTransactionId(b)).toBe(a === b);
    }),
  );
});

test("a first comp starts a chain of its own at price 0 and does not renew", () => {
  const id = compTransactionId(wanted.operationId);
  expect(buildCompTransaction(wanted)).toEqual({
    purchase_type: "subscription",
    store: "support",
    store_product_id: "comp_premium",
    store_transaction_id: id,
    store_original_transaction_id: id,
    price: { country: "FR", currency: "EUR", value: 0 },
    purchased_at: "2027-03-02T12:00:00+00:00",
    originally_purchased_at: "2027-03-02T12:00:00+00:00",
    expires_at: "2027-03-09T12:00:00+00:00",
    renew_status: false,
  });
});

test("a further comp is a free renewal: a new id under the original one, first bought when that was", () => {
  const extending = runningComp(view({ subscriptions: [subscription(comp)] }), product, NOW);
  expect(buildCompTransaction({ ...wanted, extending })).toMatchObject({
    store_transaction_id: compTransactionId(wanted.operationId),
    store_original_transaction_id: "comp_1",
    originally_purchased_at: formatInstant(parseInstant(inDays(-10))),
    purchased_at: "2027-03-02T12:00:00+00:00",
  });
});

test("only a running comp of the same product is extended", () => {
  const found = (changes: object) =>
    runningComp(view({ subscriptions: [subscription({ ...comp, ...changes })] }), product, NOW);
  expect(found({})).toBeDefined();
  expect(found({ expires_at: inDays(-1) })).toBeUndefined();
  expect(found({ expires_at: undefined })).toBeUndefined();
  expect(found({ store_product_id: "comp_sports" })).toBeUndefined();
  expect(found({ cancellation_reason: "refund" })).toBeUndefined();
  expect(found({ store_transaction_id: "77", store_original_transaction_id: "77" })).toBeUndefined();
});

test("whatever the chain before says, the body keeps every rule of set transaction", () => {
  const dates = fc.option(fc.oneof(fc.constant("soon"), fc.integer({ min: -4000, max: 4000 }).map(inDays)), {
    nil: undefined,
  });
  fc.assert(
    fc.property(dates, dates, fc.integer({ min: 1, max: 1e11 }), (originally_purchased_at, purchased_at, length) => {
      const held = view({ subscriptions: [subscription({ ...comp, originally_purchased_at, purchased_at })] });
      const body = buildCompTransaction({ ...wanted, end: NOW + length, extending: held.chains?.[0] });
      expect(transactionSchema.safeParse(body).error).toBeUndefined();
    }),
  );
});

test("a running paid period is found beside a comp; Sandbox, refunds, comps and other levels' subscriptions are not paid", () => {
  const paid = (changes: object, levels = [level(grant())]) =>
    paidPeriodRunning(view({ access_levels: levels, subscriptions: [subscription(changes)] }), "premium", NOW);
  expect(paid({})).toMatchObject({ until: NOW + 20 * DAY, renews: true });
  expect(paid({ environment: "Sandbox" })).toBeUndefined();
  expect(paid({ cancellation_reason: "refund" })).toBeUndefined();
  expect(paid({ expires_at: inDays(-1) })).toBeUndefined();
  expect(paid(comp)).toBeUndefined();
  expect(paid({}, [level(grant()), level({ access_level_id: "sports" })])).toBeUndefined();
  expect(paid({}, [level()])).toBeDefined();
});
