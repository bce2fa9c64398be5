import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { currentLevelEnd } from "@/lib/access/comp";
import { grant, inDays, level, NOW, subscription, view } from "@/lib/access/profile.fixture";
import { grantAccessLevelSchema, revokeAccessLevelSchema } from "@/lib/adapty/access-level";
import { transactionSchema } from "@/lib/adapty/transaction";
import { checkComp, checkCompEnd } from "@/lib/operations/comp-guard";
import type { Readable } from "@/lib/operations/snapshot";
import {
  compPeriod,
  DAY,
  deciding,
  forever,
  type Held,
  isTransaction,
  levelOf,
  nothing,
  operationId,
  sentEnd,
  settings,
  usual,
} from "./plan.fixture";
import { planEnd } from "./plan-end";
import { endOfLength, type GrantChoices, planGrant } from "./plan-grant";
import type { Plan } from "./planned";

const days = fc.integer({ min: -40, max: 400 });
/** Every source that a level can have, running, ended or to come. */
const held: fc.Arbitrary<Held> = fc.oneof(
  fc.constant(nothing),
  fc.tuple(fc.integer({ min: -30, max: 0 }), days).map(([from, to]) => {
    const one = compPeriod("comp_aaaaaaaa", from, Math.max(to, from + 1));
    return { access_levels: [levelOf(one)], subscriptions: [one] };
  }),
  fc.tuple(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 31, max: 300 })).map(([first, second]) => {
    const periods = [compPeriod("comp_aaaaaaaa", -20, first), compPeriod("comp_bbbbbbbb", -5, second, "comp_aaaaaaaa")];
    return { access_levels: [levelOf(periods[1] as Held["subscriptions"][0])], subscriptions: periods };
  }),
  fc.tuple(fc.option(days), fc.option(fc.integer({ min: -9, max: 9 }))).map(([to, from]) => ({
    access_levels: [
      level({
        ...grant(),
        starts_at: from === null ? null : inDays(from),
        expires_at: to === null ? null : inDays(to),
      }),
    ],
    subscriptions: [],
  })),
  fc.tuple(days, fc.boolean()).map(([to, renews]) => {
    const paid = subscription({ expires_at: inDays(to), renewal_cancelled_at: renews ? null : inDays(-1) });
    return { access_levels: [levelOf(paid)], subscriptions: [paid] };
  }),
  fc.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 40 })).map(([paidTo, compTo]) => {
    const paid = subscription({ expires_at: inDays(paidTo) });
    const free = compPeriod("comp_aaaaaaaa", -3, compTo);
    return { access_levels: [levelOf(paidTo >= compTo ? paid : free)], subscriptions: [paid, free] };
  }),
  fc.constant<Held>({ access_levels: [level({ expires_at: "soon" })], subscriptions: [] }),
);

const choices: fc.Arbitrary<GrantChoices> = fc.record({
  levelId: fc.constant("premium"),
  way: fc.constantFrom("comp" as const, "access" as const),
  length: fc.oneof(fc.constantFrom(...settings.presets), fc.constant("until" as const)),
  until: fc.oneof(
    days.map((count) => NOW + count * DAY),
    fc.constant(Number.NaN),
  ),
  rule: fc.constantFrom("add" as const, "replace" as const),
  afterPaid: fc.boolean(),
});

function checkBody(plan: Plan, sections: Held) {
  if (!isTransaction(plan)) {
    const schema = plan.operation === "access.grant" ? grantAccessLevelSchema : revokeAccessLevelSchema;
    expect(schema.safeParse(plan.body).error).toBeUndefined();
    return;
  }
  expect(transactionSchema.safeParse(plan.body).error).toBeUndefined();
  expect(plan.body.store_transaction_id.length).toBeLessThanOrEqual(50);
  const before = sections as Readable;
  const context = {
    settings,
    app: "acme-ios",
    operationId,
    before,
    view: view(sections),
    now: NOW,
    acknowledged: false,
    knownAs: [],
  };
  expect(plan.operation === "comp.grant" ? checkComp(plan.body, context) : checkCompEnd(plan.body, context)).toBeNull();
}

describe("whatever a customer has and an agent chooses", () => {
  test("what is planned breaks no rule of Adapty's and none of the server's", () => {
    fc.assert(
      fc.property(held, choices, (sections, chosen) => {
        const planned = planGrant(chosen, deciding(sections));
        if (planned.ok) checkBody(planned.plan, sections);
        else expect(planned.why).toMatch(/\.$/);
      }),
    );
  });

  test("a plan shortens exactly when it says so, and then by a write that can", () => {
    fc.assert(
      fc.property(held, choices, (sections, chosen) => {
        const planned = planGrant(chosen, deciding(sections));
        if (!planned.ok) return;
        const { plan } = planned;
        const current = currentLevelEnd(view(sections), "premium", NOW);
        const grants = plan.operation === "comp.grant" || plan.operation === "access.grant";
        expect(plan.shortens).toBe(!grants);
        const end = sentEnd(plan) ?? Number.POSITIVE_INFINITY;
        if (plan.shortens) expect(end).toBeLessThan(forever(current));
        else if (typeof current === "number" || current === null) expect(end).toBeGreaterThan(forever(current));
      }),
    );
  });

  test("adding never ends before the current end, and what the chip says is what is sent", () => {
    fc.assert(
      fc.property(held, fc.constantFrom(...settings.presets), (sections, length) => {
        const planned = planGrant({ ...usual, way: "access", length }, deciding(sections));
        if (!planned.ok) return;
        const currentEnd = currentLevelEnd(view(sections), "premium", NOW);
        const end = endOfLength(length, { rule: "add", until: Number.NaN }, { from: NOW, currentEnd });
        expect(sentEnd(planned.plan)).toBe(end);
        expect(forever(end)).toBeGreaterThan(typeof currentEnd === "number" ? currentEnd : NOW);
      }),
    );
  });

  test("ending it is a valid write that never makes it longer", () => {
    fc.assert(
      fc.property(held, fc.option(days), (sections, to) => {
        const at = to === null ? null : NOW + to * DAY;
        const planned = planEnd({ levelId: "premium", at }, deciding(sections));
        if (!planned.ok) return;
        checkBody(planned.plan, sections);
        const end = sentEnd(planned.plan);
        if (typeof end === "number") expect(end).toBeLessThan(forever(currentLevelEnd(view(sections), "premium", NOW)));
      }),
    );
  });
});
