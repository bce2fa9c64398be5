import { describe, expect, test } from "vitest";
import { comp, inDays, iso, level, NOW, view } from "@/lib/access/profile.fixture";
import { defaultSettings } from "@/lib/settings/settings";
import { previewOf } from "./preview";

const given = (sections: Parameters<typeof view>[0]) => {
  const seen = view(sections);
  return { view: seen, settings: defaultSettings("practice", [seen.app]), now: NOW };
};
const grant = (days: number | null, from?: number) => ({
  access_level_id: "premium",
  expires_at: days === null ? null : inDays(days),
  ...(from !== undefined && { starts_at: inDays(from) }),
});
const say = (parts: unknown[]) =>
  parts.map((part) => (typeof part === "string" ? part : iso((part as { instant: number }).instant))).join("");

describe("what a request would lead to", () => {
  test.each([
    ["for life", grant(null), "Premium for life"],
    ["until a date", grant(40), `Premium until ${inDays(40)}`],
    ["from a later date", grant(40, 10), `Premium starts ${inDays(10)}, until ${inDays(40)}`],
  ])("%s, for somebody without access", (_, body, after) => {
    const preview = previewOf("access.grant", body, given({ access_levels: [] }));
    expect([say(preview.now), say(preview.after)]).toEqual(["No access to Premium", after]);
  });

  test("is never less than the customer has: a grant only ever adds", () => {
    const held = given({ access_levels: [level({ ...comp, expires_at: inDays(90) })] });
    expect(say(previewOf("access.grant", grant(40), held).after)).toBe(`Premium until ${inDays(90)}`);
    expect(say(previewOf("access.grant", grant(120), held).after)).toBe(`Premium until ${inDays(120)}`);
  });

  test("is what was to start later, all of it from the sooner start", () => {
    const held = given({ access_levels: [level({ ...comp, starts_at: inDays(300), expires_at: inDays(330) })] });
    expect(say(previewOf("access.grant", grant(1), held).after)).toBe(`Premium until ${inDays(330)}`);
    const soon = `Premium starts ${inDays(10)}, until ${inDays(330)}`;
    expect(say(previewOf("access.grant", grant(11, 10), held).after)).toBe(soon);
    const life = given({ access_levels: [level({ ...comp, starts_at: inDays(300), expires_at: null })] });
    expect(say(previewOf("access.grant", grant(1), life).after)).toBe("Premium for life");
  });

  test("for a comp goes by the level that its product gives", () => {
    const body = { store_product_id: "comp_premium", expires_at: inDays(40) };
    expect(say(previewOf("comp.grant", body, given({ access_levels: [] })).after)).toBe(`Premium until ${inDays(40)}`);
  });
});

describe("what a transaction that is asked for would lead to", () => {
  const entered = (changes: object) => ({
    purchase_type: "subscription",
    store: "app_store",
    store_product_id: "premium_monthly",
    store_transaction_id: "9",
    price: { country: "US", currency: "USD", value: 0.01 },
    expires_at: inDays(26_000),
    ...changes,
  });
  const held = given({ access_levels: [level({})] });
  const { store, store_product_id } = comp;
  const leadsTo = (changes: object, to = held) => say(previewOf("transaction.set", entered(changes), to).after);

  test("is the access with its end, where the product is known by Settings or by the customer", () => {
    const none = given({ access_levels: [] });
    expect(leadsTo({ store, store_product_id }, none)).toBe(`Premium until ${inDays(26_000)}`);
    expect(leadsTo({})).toBe(`Premium until ${inDays(26_000)}`);
    expect(say(previewOf("transaction.set", entered({}), held).now)).toBe(`Premium until ${inDays(20)}`);
    expect(leadsTo({ grace_period_expires_at: inDays(26_010) })).toBe(`Premium until ${inDays(26_010)}`);
    expect(leadsTo({ purchase_type: "one_time_purchase" })).toBe("Premium for life");
    expect(leadsTo({ refunded_at: inDays(900) })).toBe(`Premium until ${inDays(900)}`);
  });

  test.each<[string, object, string]>([
    ["gives what nobody knows", { store_product_id: "gold" }, `9, gold (App Store), 0.01 USD, until ${inDays(26_000)}`],
    ["ends sooner", { expires_at: inDays(5) }, `9, premium_monthly (App Store), 0.01 USD, until ${inDays(5)}`],
    ["has ended", { expires_at: inDays(-5) }, `9, premium_monthly (App Store), 0.01 USD, until ${inDays(-5)}`],
    ["was refunded", { refunded_at: inDays(-1) }, `9, premium_monthly (App Store), 0.01 USD, refunded ${inDays(-1)}`],
  ])("is what it says itself when it %s", (_, changes, expected) => {
    expect(leadsTo(changes)).toBe(expected);
  });
});
