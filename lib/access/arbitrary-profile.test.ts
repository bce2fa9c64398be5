import fc from "fast-check";
import { expect, test } from "vitest";
import { parseInstant } from "@/lib/adapty/instant";
import { profileSchema } from "@/lib/adapty/profile";
import { isActive } from "./facts";
import { NOW } from "./profile.fixture";
import { stateOfAccessLevel, stateOfCustomer, stateOfPurchase, stateOfSubscription } from "./state";
import { nextChangeAt, readVerdict } from "./verdict";
import { toCustomerView } from "./view";

const junk = fc.oneof(
  fc.string(),
  fc.constantFrom("__proto__", "constructor", "\u202e", "2027-02-31T00:00:00Z", "2027-05-01", "", "comp_x"),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.constant([]),
);
const date = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: -2e9, max: 2e9 }).map((ms) => new Date(NOW + ms).toISOString()) },
  fc.constantFrom("2027-03-02T12:00:00+00:00", "2027-03-02T12:00:00.000001+0000", "9999-12-31T23:59:59Z"),
  junk,
);
const id = fc.oneof(fc.constantFrom("a", "b", "comp_1"), junk);
const text = fc.oneof(fc.constantFrom("app_store", "adapty", "refund", "Sandbox", "Production"), junk);
const entry = fc.record(
  {
    access_level_id: fc.oneof(fc.constantFrom("premium", "no-ads"), junk),
    store: text,
    store_product_id: fc.oneof(fc.constantFrom("x", "adapty_dashboard_product"), junk),
    store_transaction_id: id,
    store_original_transaction_id: id,
    purchase_id: id,
    environment: text,
    offer: fc.oneof(fc.constant({ category: "introductory", type: "free_trial" }), junk),
    starts_at: fc.oneof(fc.constant(null), date),
    purchased_at: date,
    originally_purchased_at: date,
    expires_at: date,
    renewal_cancelled_at: date,
    billing_issue_detected_at: date,
    is_in_grace_period: fc.oneof({ weight: 3, arbitrary: fc.constant(false) }, fc.constant(true), junk),
    cancellation_reason: text,
    is_refund: fc.oneof(fc.boolean(), junk),
  },
  { requiredKeys: [] },
);
const section = fc.oneof(
  { weight: 6, arbitrary: fc.array(entry, { maxLength: 6 }) },
  fc.dictionary(fc.string(), entry, { maxKeys: 3 }),
  junk,
);
const profiles = fc
  .record(
    {
      access_levels: section,
      subscriptions: section,
      non_subscriptions: section,
      custom_attributes: junk,
      timestamp: junk,
    },
    { requiredKeys: [] },
  )
  .map((sections) => profileSchema.parse({ profile_id: "a0000000-0000-4000-8000-000000000009", ...sections }));
const views = profiles.map((profile) => toCustomerView(profile, "acme-ios", NOW));
const runs = { numRuns: 150 };

test("no profile, however odd, makes anything here throw", () => {
  fc.assert(
    fc.property(views, (view) => {
      for (const level of view.accessLevels ?? []) stateOfAccessLevel(level, view, NOW);
      for (const chain of view.chains ?? []) for (const period of chain.periods) stateOfSubscription(period, NOW);
      for (const purchase of view.purchases ?? []) stateOfPurchase(purchase);
      stateOfCustomer(view, NOW);
      expect(readVerdict(view, NOW).headline.length).toBeGreaterThan(0);
      expect(JSON.parse(JSON.stringify(view.timeline))).toEqual(view.timeline);
    }),
    runs,
  );
});

test("the answer is yes only when a level has no start or a readable one, and a readable end ahead, no end, or grace", () => {
  fc.assert(
    fc.property(views, (view) => {
      const proven = (view.accessLevels ?? []).filter((level) => {
        const started = level.starts_at == null || parseInstant(level.starts_at) <= NOW;
        return (
          started && (level.expires_at === null || parseInstant(level.expires_at) > NOW || level.is_in_grace_period)
        );
      });
      expect(readVerdict(view, NOW).answer === "yes").toBe(proven.length > 0);
      for (const level of view.accessLevels ?? []) {
        if ("access_level_id" in level) expect(isActive(level, NOW) === true).toBe(proven.includes(level));
      }
    }),
    runs,
  );
});

test("nothing is said to cannot be told once every date is there and readable", () => {
  fc.assert(
    fc.property(views, (view) => {
      const readable = (text: unknown) => text === null || !Number.isNaN(parseInstant(text));
      const accessLevels = (view.accessLevels ?? []).filter(
        (level) => readable(level.starts_at) && readable(level.expires_at),
      );
      expect(readVerdict({ ...view, accessLevels }, NOW).answer).not.toBe("cannot_tell");
    }),
    runs,
  );
});

test("until the next change the verdict stays word for word the same", () => {
  fc.assert(
    fc.property(views, fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (view, share) => {
      const next = nextChangeAt(view, NOW) ?? NOW + 1e12;
      expect(next).toBeGreaterThan(NOW);
      const later = Math.min(next - 1, Math.floor(NOW + share * (next - NOW)));
      expect(readVerdict(view, later)).toEqual(readVerdict(view, NOW));
    }),
    runs,
  );
});

test("every drawn item lies in time order within a picture of real width", () => {
  fc.assert(
    fc.property(views, ({ timeline }) => {
      expect(timeline.domain.to).toBeGreaterThan(timeline.domain.from);
      for (const lane of timeline.lanes) {
        for (const bar of lane.bars) expect(bar.to === null || bar.to > bar.from).toBe(true);
        for (const mark of lane.marks)
          expect(mark.at >= timeline.domain.from && mark.at <= timeline.domain.to).toBe(true);
      }
    }),
    runs,
  );
});
