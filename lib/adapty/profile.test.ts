import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { profileSchema } from "./profile";

const PROFILE_ID = "3286abd3-48b0-4e9c-a5f6-ac0a006804a6";
/** The `data` of the success example on Adapty's "Set transaction" page. */
const example = {
  app_id: "14c3d623-2f3a-455a-aa86-ef83dff6913b",
  profile_id: PROFILE_ID,
  customer_user_id: "Jane.doe@example.com",
  total_revenue_usd: 0.0,
  segment_hash: "8f45947bad31ab0c",
  timestamp: 1736436751469,
  custom_attributes: [{ key: "favourite_sport", value: "yoga" }],
  access_levels: [],
  subscriptions: [
    {
      purchase_id: "5a7ab471-2299-45f7-ad69-1d395c1256e3",
      store: "app_store",
      store_product_id: "1year.premium",
      store_base_plan_id: null,
      store_transaction_id: "30002109551456",
      store_original_transaction_id: "30002109551456",
      purchased_at: "2022-10-12T09:42:50+00:00",
      environment: "Production",
      is_refund: false,
      is_consumable: false,
    },
  ],
  non_subscriptions: [],
};
const read = (change: object) => profileSchema.parse({ profile_id: PROFILE_ID, ...change });
const level = { access_level_id: "premium", store: "app_store", expires_at: "2026-10-12T09:42:50+00:00" };

describe("reading a profile", () => {
  test("gives Adapty's own example back as it is, fields that belong elsewhere included", () => {
    expect(profileSchema.parse(example)).toEqual(example);
  });

  test("needs nothing but a profile id", () => {
    expect(profileSchema.parse({ profile_id: PROFILE_ID })).toEqual({ profile_id: PROFILE_ID });
    expect(profileSchema.parse({ profile_id: PROFILE_ID.toUpperCase() })).toEqual({ profile_id: PROFILE_ID });
    for (const profile_id of [undefined, null, 5, "", "not-a-uuid"]) {
      expect(profileSchema.safeParse({ ...example, profile_id }).success).toBe(false);
    }
    for (const body of [null, [], "text", 5]) expect(profileSchema.safeParse(body).success).toBe(false);
  });

  test("keeps unknown enum values and new fields", () => {
    const future = {
      new_section: { a: [1] },
      access_levels: [{ ...level, store: "galaxy_store", cancellation_reason: "moved_to_mars", is_gift: true }],
      subscriptions: [
        { environment: "Staging", offer: { category: "retention", type: "unknown", id: null, extra: 1 } },
      ],
    };
    expect(read(future)).toMatchObject(future);
  });

  test("tells a missing section (not provided) from an empty or null one", () => {
    const profile = read({ access_levels: [], subscriptions: null });
    expect(profile.access_levels).toEqual([]);
    expect(profile.subscriptions).toEqual([]);
    expect(profile.non_subscriptions).toBeUndefined();
    expect(profile.custom_attributes).toBeUndefined();
  });

  test.each(["text", 5, true])("takes a section that is %o for not provided and keeps the others", (wrong) => {
    const profile = read({ subscriptions: wrong, access_levels: [level] });
    expect(profile.subscriptions).toBeUndefined();
    expect(profile.access_levels).toEqual([level]);
  });

  test("drops entries that are no objects and keeps their neighbours", () => {
    expect(read({ access_levels: [null, "x", 5, [], level] }).access_levels).toEqual([level]);
  });

  test("reads the dictionaries of the older documents", () => {
    const profile = read({
      custom_attributes: { favourite_sport: "yoga", age: 30, pro: true },
      access_levels: { premium: { store: "app_store" }, sports: { access_level_id: "sports_2" } },
      subscriptions: { "1year.premium": { store: "stripe" } },
      non_subscriptions: { coins_100: [{ purchase_id: "a" }, { purchase_id: "b" }], gems: null },
    });
    expect(profile.custom_attributes).toEqual([
      { key: "favourite_sport", value: "yoga" },
      { key: "age", value: 30 },
      { key: "pro", value: true },
    ]);
    expect(profile.access_levels).toEqual([
      { access_level_id: "premium", store: "app_store" },
      { access_level_id: "sports_2" },
    ]);
    expect(profile.subscriptions).toEqual([{ store_product_id: "1year.premium", store: "stripe" }]);
    expect(profile.non_subscriptions).toEqual([
      { store_product_id: "coins_100", purchase_id: "a" },
      { store_product_id: "coins_100", purchase_id: "b" },
    ]);
  });

  test("never invents an access level out of a dictionary entry that holds none", () => {
    expect(read({ access_levels: { premium: null, sports: true } }).access_levels).toEqual([]);
  });

  test("tells an unreadable end from no end, which is lifetime", () => {
    const ends = read({ access_levels: [{ expires_at: null }, { expires_at: 1767225600 }, {}] }).access_levels;
    expect(ends?.map((entry) => entry.expires_at)).toEqual([null, "1767225600", undefined]);
  });

  test("keeps a wrong type as it came, or as not provided, without losing the rest of the entry", () => {
    const odd = { is_in_grace_period: "yes", offer: "winter", store_transaction_id: 5, store: "stripe" };
    expect(read({ subscriptions: [odd] }).subscriptions).toEqual([{ store: "stripe", store_transaction_id: "5" }]);
    expect(read({ total_revenue_usd: "9.99", timestamp: "now", customer_user_id: 5 })).toEqual({
      profile_id: PROFILE_ID,
    });
  });

  test("keeps null where a value was", () => {
    const nulls = {
      customer_user_id: null,
      total_revenue_usd: null,
      timestamp: null,
      segment_hash: null,
      app_id: null,
    };
    expect(read(nulls)).toMatchObject(nulls);
  });

  test("lets no __proto__ key change a prototype", () => {
    const text = `{"profile_id":"${PROFILE_ID}","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},
      "access_levels":{"__proto__":{"expires_at":null},"premium":{"__proto__":{"polluted":1},"store":"stripe"}},
      "custom_attributes":[{"key":"__proto__","value":"x","__proto__":{"polluted":1}}]}`;
    const profile = profileSchema.parse(JSON.parse(text));
    const objects = [profile, {}, ...(profile.access_levels ?? []), ...(profile.custom_attributes ?? [])];
    for (const object of objects) {
      expect(Object.getPrototypeOf(object)).toBe(Object.prototype);
      expect((object as { polluted?: unknown }).polluted).toBeUndefined();
    }
    expect(profile.custom_attributes).toEqual([{ key: "__proto__", value: "x" }]);
  });

  test("survives ten thousand levels of nesting and keeps them", () => {
    const deep = JSON.parse(`${'{"a":'.repeat(10_000)}1${"}".repeat(10_000)}`) as unknown;
    expect(read({ surprise: deep, access_levels: [{ ...level, surprise: deep }] }).surprise).toBe(deep);
    expect(read({ subscriptions: deep }).subscriptions).toHaveLength(1);
  });

  test("reads ten thousand purchases in full", () => {
    const purchases = Array.from({ length: 10_000 }, (_, index) => ({ purchase_id: `p${index}`, is_consumable: true }));
    expect(read({ non_subscriptions: purchases }).non_subscriptions).toEqual(purchases);
  });

  test("never throws and never loses a healthy section, whatever stands in the others", () => {
    const sections = fc.record({
      custom_attributes: fc.anything(),
      subscriptions: fc.anything(),
      non_subscriptions: fc.anything(),
      customer_user_id: fc.anything(),
      timestamp: fc.anything(),
    });
    fc.assert(
      fc.property(sections, (noise) => {
        expect(read({ ...noise, access_levels: [level] }).access_levels).toEqual([level]);
      }),
    );
  });
});
