import fc from "fast-check";
import { expect, test } from "vitest";
import { level, purchase } from "./profile.fixture";
import { chainRowId, levelRowId, purchaseRowId } from "./row-id";
import { levelTitle, offerWords, reasonWords, showSigns, storeName } from "./words";

test("slugs read as titles", () => {
  expect(["premium", "no-ads", "PRO_plan", "", null, "--"].map(levelTitle)).toEqual([
    "Premium",
    "No ads",
    "PRO plan",
    "Unnamed access",
    "Unnamed access",
    "Unnamed access",
  ]);
});

test("signs that turn a line round or cannot be seen are spelled out, emoji and letters stay", () => {
  const shown = ["\u202ecoins_100", "pre\u200b\u200dmi\ufeffum\u00ad", "\u2066x\u2069", "a\u{e0041}"].map(showSigns);
  expect(shown).toEqual(["\\u202ecoins_100", "pre\\u200b\\u200dmi\\ufeffum\\u00ad", "\\u2066x\\u2069", "a\\ue0041"]);
  for (const text of ["👩‍👩‍👧‍👦🏳️‍🌈👩🏽‍🚀", "Zoë شكرا", "coins_100"]) expect(showSigns(text)).toBe(text);
  expect([storeName("<shop>\u200b"), levelTitle("\u202epro")]).toEqual(["<shop>\\u200b", "\\u202epro"]);
});

test("known stores and reasons are in words, unknown ones as they are", () => {
  expect(["app_store", "play_store", "webshop", "constructor", null].map(storeName)).toEqual([
    "App Store",
    "Google Play",
    "webshop",
    "constructor",
    "unknown store",
  ]);
  expect(["voluntarily_cancelled", "unknown", null, "aliens"].map(reasonWords)).toEqual([
    "by the customer",
    "",
    "",
    "(aliens)",
  ]);
});

test("an offer is said with its kind, its id and how it is paid, as far as Adapty says", () => {
  const wonBack = { category: "win_back", type: "pay_as_you_go", id: "come-back-half-price" };
  expect(offerWords(wonBack)).toBe("win-back offer come-back-half-price, pay as you go");
  expect(offerWords({ category: "introductory", type: "free_trial", id: null })).toBe("introductory offer, free trial");
  expect(offerWords({ category: "offer_code", type: "pay_up_front", id: "X" })).toBe("offer code X, pay up front");
  expect(offerWords({ category: "retention" })).toBe("retention offer");
  expect(offerWords({ type: "aliens" })).toBe("offer, aliens");
  expect([null, undefined].map(offerWords)).toEqual(["", ""]);
});

test("whatever an id holds, its row id fits an element and a fragment, and different ids have different rows", () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (a, b) => {
      const rows = [chainRowId({ id: a }), levelRowId(level({ access_level_id: a }))];
      for (const row of rows) expect(row).toMatch(/^[a-z]+-[\w-]{0,75}$/);
      expect(chainRowId({ id: a }) === chainRowId({ id: b })).toBe(a === b);
    }),
  );
  expect(chainRowId({ id: `${"x".repeat(100)}1` })).not.toBe(chainRowId({ id: `${"x".repeat(100)}2` }));
  expect(levelRowId(level())).toBe("level-premium");
  expect(purchaseRowId(purchase({ purchase_id: null }))).toBe("purchase-2000");
});
