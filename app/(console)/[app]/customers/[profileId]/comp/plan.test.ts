import { describe, expect, test } from "vitest";
import { comp, grant, inDays, iso, level, NOW, subscription } from "@/lib/access/profile.fixture";
import { compPeriod, DAY, deciding, type Held, levelOf, must, nothing, sentEnd, usual } from "./plan.fixture";
import { planEnd } from "./plan-end";
import { planGrant } from "./plan-grant";

const running = compPeriod("comp_aaaaaaaa", -3, 4);
const oneComp: Held = { access_levels: [levelOf(running)], subscriptions: [running] };
const granted: Held = { access_levels: [level({ ...grant(), expires_at: inDays(4) })], subscriptions: [] };
const bought: Held = { access_levels: [level()], subscriptions: [subscription()] };

describe("granting", () => {
  test("to somebody with nothing starts a chain of its own, named after the operation", () => {
    const plan = must(planGrant(usual, deciding(nothing)));
    expect(plan).toMatchObject({
      operation: "comp.grant",
      body: {
        store_transaction_id: "comp_5b0f4f0e1c574b9e9d530f2f8f3a7c11",
        store_original_transaction_id: "comp_5b0f4f0e1c574b9e9d530f2f8f3a7c11",
        price: { value: 0 },
        renew_status: false,
      },
    });
    expect(sentEnd(plan)).toBe(NOW + 7 * DAY);
    expect(plan.words.after).toEqual(["Premium", " until ", { instant: NOW + 7 * DAY }]);
    expect(plan.words.now).not.toEqual(plan.words.after);
  });

  test("more of a running comp stays in its chain", () => {
    const plan = must(planGrant(usual, deciding(oneComp)));
    expect(plan.body).toMatchObject({ store_original_transaction_id: "comp_aaaaaaaa" });
    expect(plan.body).not.toMatchObject({ store_transaction_id: "comp_aaaaaaaa" });
    expect(sentEnd(plan)).toBe(NOW + 11 * DAY);
  });

  test("replacing a longer comp corrects that comp instead of adding one that changes nothing", () => {
    const plan = must(planGrant({ ...usual, rule: "replace", length: { days: 3 } }, deciding(oneComp)));
    expect(plan).toMatchObject({
      operation: "comp.end",
      shortens: true,
      body: { store_transaction_id: "comp_aaaaaaaa" },
    });
    expect(sentEnd(plan)).toBe(NOW + 3 * DAY);
  });

  test("less than what was paid for is refused as worth nothing", () => {
    expect(planGrant({ ...usual, rule: "replace" }, deciding(bought))).toMatchObject({
      ok: false,
      why: "Premium is bought and lasts longer than that: a comp would add nothing.",
    });
  });

  test("after the paid period is access only from its end on", () => {
    const plan = must(planGrant({ ...usual, afterPaid: true }, deciding(bought)));
    expect(plan.operation).toBe("access.grant");
    expect(plan.body).toMatchObject({
      starts_at: "2027-03-22T12:00:00+00:00",
      expires_at: "2027-03-29T12:00:00+00:00",
    });
  });

  test("for life is access only", () => {
    const length = { lifetime: true } as const;
    expect(planGrant({ ...usual, length }, deciding(nothing))).toMatchObject({ ok: false });
    const plan = must(planGrant({ ...usual, way: "access", length }, deciding(nothing)));
    expect(plan.body).toEqual({ access_level_id: "premium", expires_at: null });
  });

  test("adds nothing to an end that Adapty did not say", () => {
    const unclear: Held = { access_levels: [level({ expires_at: undefined })], subscriptions: [] };
    expect(planGrant(usual, deciding(unclear))).toMatchObject({ ok: false });
    expect(planGrant({ ...usual, rule: "replace" }, deciding(unclear))).toMatchObject({ ok: true });
  });
});

describe("ending", () => {
  test("a comp subscription corrects it in place and keeps when it was bought", () => {
    const plan = must(planEnd({ levelId: "premium", at: null }, deciding(oneComp)));
    expect(plan).toMatchObject({
      operation: "comp.end",
      body: {
        store_transaction_id: "comp_aaaaaaaa",
        purchased_at: "2027-02-27T12:00:00+00:00",
        expires_at: "2027-03-02T12:00:00+00:00",
        cancellation_reason: "cancelled_by_developer",
      },
    });
  });

  test("a comp that began this very moment still ends after it began", () => {
    const fresh = subscription({
      ...comp,
      store_transaction_id: "comp_aaaaaaaa",
      purchased_at: iso(NOW),
      expires_at: inDays(7),
    });
    const plan = must(
      planEnd({ levelId: "premium", at: null }, deciding({ access_levels: [levelOf(fresh)], subscriptions: [fresh] })),
    );
    expect(sentEnd(plan)).toBe(NOW + 1000);
  });

  test("access only, what a store sold and a comp that was extended are revoked", () => {
    const periods = [compPeriod("comp_aaaaaaaa", -20, 3), compPeriod("comp_bbbbbbbb", -5, 9, "comp_aaaaaaaa")];
    const extended = { access_levels: [levelOf(periods[1] as typeof running)], subscriptions: periods };
    for (const sections of [granted, bought, extended]) {
      const plan = must(planEnd({ levelId: "premium", at: null }, deciding(sections)));
      expect(plan).toMatchObject({ operation: "access.revoke", body: { access_level_id: "premium", revoke_at: null } });
    }
  });

  test("a comp beside a paid period leaves the paid period alone and says that access goes on", () => {
    const both = {
      access_levels: [levelOf(running)],
      subscriptions: [running, subscription({ expires_at: inDays(2) })],
    };
    const plan = must(planEnd({ levelId: "premium", at: null }, deciding(both)));
    expect(plan.operation).toBe("comp.end");
    expect(plan.words.after).toEqual(["Premium", " until ", { instant: NOW + 2 * DAY }]);
  });

  test("later than the current end is refused beside the date", () => {
    expect(planEnd({ levelId: "premium", at: NOW + 5 * DAY }, deciding(granted))).toMatchObject({
      ok: false,
      about: "end",
    });
  });
});
