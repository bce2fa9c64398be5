import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkCustomerUserId, checkProfileId, looksLikeProfileId, sameIdentity } from "./identity";

const UUID = "3286abd3-48b0-4e9c-a5f6-ac0a006804a6";
const refusal = (text: string) => {
  const checked = checkCustomerUserId(text);
  return checked.ok ? "accepted" : checked.message;
};

describe("a customer user id", () => {
  test.each(["1", "Jane.doe@example.com", "Jane Doe 2", "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", "x".repeat(255), UUID])(
    "passes unchanged: %s",
    (id) => {
      expect(checkCustomerUserId(id)).toEqual({ ok: true, id });
    },
  );

  test.each([
    ["", "is empty"],
    ["   ", "nothing but spaces"],
    ["\u00A0", "nothing but spaces"],
    [" bob", "starts with a space"],
    ["bob ", "ends with a space"],
    ["a  b", "two spaces in a row"],
    ["\tbob", "control character (U+0009, character 1)"],
    ["a\n", "control character (U+000A, character 2)"],
    ["a\r\nX: 1", "control character (U+000D"],
    ["a\u0000b", "control character (U+0000"],
    ["a\u007Fb", "control character (U+007F"],
    ["bob\u00A0", "a no-break space (U+00A0, character 4)"],
    ["b\u200Bob", "a zero-width space (U+200B, character 2)"],
    ["\uFEFFbob", "a byte order mark"],
    ["bob\u202E", "an invisible character (U+202E"],
    ["bob\u2003x", "an invisible character (U+2003"],
    ["a\u3164b", "an invisible character (U+3164"],
    ["\u00E9", "\u201C\u00E9\u201D, U+00E9, character 1"],
    ["j\u043Ehn", "\u201C\u043E\u201D, U+043E, character 2"],
    ["\u7528\u6237", "U+7528"],
    ["ok\u{1F600}", "\u201C\u{1F600}\u201D, U+1F600, character 3"],
    ["a\uD800", "U+D800"],
    ["x".repeat(256), "has 256 characters and at most 255"],
    ["x".repeat(17_000), "has 17000 characters"],
  ])("%j is refused, and the sentence says why: %s", (text, cause) => {
    expect(refusal(text)).toContain(cause);
  });

  test("that is refused tells what to do", () => {
    expect(refusal(" bob")).toBe(
      "This customer user id starts with a space, so it cannot be sent to Adapty unchanged. Correct it, or use the Adapty profile id.",
    );
  });

  test("is either returned as it is or refused with a sentence, whatever it is", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "binary" }), fc.string({ unit: "binary-ascii" }), fc.string()), (text) => {
        const checked = checkCustomerUserId(text);
        if (checked.ok) expect(checked.id).toBe(text);
        else expect(checked.message).toMatch(/^Th(is|e) customer user id .+\.$/s);
      }),
    );
  });
});

describe("a profile id", () => {
  test("is a UUID of any case and becomes small letters", () => {
    expect(checkProfileId(UUID.toUpperCase())).toEqual({ ok: true, id: UUID });
    expect(checkProfileId("00000000-0000-0000-0000-000000000000").ok).toBe(true);
  });

  test.each([
    ["", "is empty"],
    [` ${UUID}`, "starts with a space"],
    [`${UUID}\n`, "control character"],
    [`${UUID}\u200B`, "zero-width space"],
    [UUID.replaceAll("-", ""), "is not a UUID"],
    [`{${UUID}}`, "is not a UUID"],
    [UUID.slice(1), "is not a UUID"],
  ])("%j is refused, never trimmed: %s", (text, cause) => {
    const checked = checkProfileId(text);
    expect(checked.ok ? "accepted" : checked.message).toContain(cause);
  });

  test("is recognised in the search box", () => {
    expect(looksLikeProfileId(UUID)).toBe(true);
    expect(looksLikeProfileId(UUID.toUpperCase())).toBe(true);
    for (const text of ["", "bob", ` ${UUID}`, `${UUID}0`]) expect(looksLikeProfileId(text)).toBe(false);
  });
});

describe("an answer is about the customer asked for", () => {
  const profile = { profile_id: UUID, customer_user_id: "Bob" };

  test.each([
    [{ profileId: UUID }, true],
    [{ profileId: UUID.toUpperCase() }, true],
    [{ customerUserId: "Bob" }, true],
    [{ customerUserId: "Bob", profileId: UUID }, true],
    [{ customerUserId: "bob" }, false],
    [{ customerUserId: "Bob " }, false],
    [{ profileId: UUID.replace("3", "4") }, false],
    [{ customerUserId: "Bob", profileId: UUID.replace("3", "4") }, false],
    [{ customerUserId: "Eve", profileId: UUID }, false],
  ])("%o: %s", (asked, same) => {
    expect(sameIdentity(asked, profile)).toBe(same);
  });

  test("never when nothing was asked, or when the answer names no customer", () => {
    expect(sameIdentity({} as never, profile)).toBe(false);
    expect(sameIdentity({ customerUserId: "Bob" }, { profile_id: UUID, customer_user_id: null })).toBe(false);
    expect(sameIdentity({ customerUserId: "Bob" }, { profile_id: UUID })).toBe(false);
  });
});
