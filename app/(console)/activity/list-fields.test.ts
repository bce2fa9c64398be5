import { expect, test } from "vitest";
import { listFields } from "./list-fields";

test("an edit lists each field as the form calls it, what it clears, and each attribute", () => {
  const custom_attributes = [
    { key: "is_vip", value: 1 },
    { key: "tier", value: null },
  ];
  expect(listFields({ email: "••••", ip_country: null, first_name: "", custom_attributes }, true)).toEqual([
    { name: "E-mail", said: ["••••"] },
    { name: "IP country", said: ["cleared"] },
    { name: "First name", said: ["cleared"] },
    { name: "Attribute is_vip", said: ["1"] },
    { name: "Attribute tier", said: ["cleared"] },
  ]);
});

test("a transaction lists what lies within it by its path, and dates as dates", () => {
  const price = { country: "US", currency: "USD", value: 0 };
  const expires_at = "2026-04-01T00:00:00Z";
  expect(listFields({ store: "support", price, expires_at, refunded_at: null, renew_status: false }, false)).toEqual([
    { name: "Store", said: ["support"] },
    { name: "Price country", said: ["US"] },
    { name: "Price currency", said: ["USD"] },
    { name: "Price value", said: ["0"] },
    { name: "Expires at", said: [{ instant: Date.parse(expires_at) }] },
    { name: "Refunded at", said: ["none"] },
    { name: "Renew status", said: ["no"] },
  ]);
});

test("what has no fields lists none, and signs that hide something are spelled out", () => {
  for (const request of [null, undefined, "x", [], {}]) expect(listFields(request, false)).toEqual([]);
  expect(listFields({ store_product_id: "a\u202eb" }, false)).toEqual([
    { name: "Store product id", said: ["a\\u202eb"] },
  ]);
  const attribute = [{ key: "a\u202eb", value: "x" }];
  expect(listFields({ custom_attributes: attribute }, true)).toEqual([{ name: "Attribute a\\u202eb", said: ["x"] }]);
});
