import fc from "fast-check";
import { expect, test } from "vitest";
import { listKeys, listTerms, wholeKey } from "./search-words";

/** Does the index of `text` hold all that is asked for? As the databases decide it. */
const finds = (text: string, asked: string): boolean => {
  const rows = new Map(listKeys([text]).map(({ key, words }) => [key, words]));
  const terms = listTerms(asked);
  return terms.length > 0 && terms.every(({ key, word }) => rows.get(key)?.includes(` ${word || key}`));
};

test("a text is found by its words and by how they begin, in any order, whatever their capitals", () => {
  const note = "Zoë lost 100% of the day (Störung), see ZD-77123; пишет ΟΔΟΣ, STRASSE, naïve";
  for (const asked of [
    "lost",
    "LOS",
    "day lost",
    "ZOË",
    "störu",
    "STÖRUNG",
    "zd-77",
    "ZD-77123",
    "77123",
    "100%",
    "ПИШ",
    "οδος",
    "οδο",
    "straße",
    "STRAẞE",
    "of day",
  ])
    expect([asked, finds(note, asked)]).toEqual([asked, true]);
  for (const asked of ["ost", "days", "zd-78", "lost nothing", "1_0", "%", "712"])
    expect([asked, finds(note, asked)]).toEqual([asked, false]);
});

test("an id or an e-mail is found by all of it, by its start and by each of its parts", () => {
  const id = "user_000123.Zoe@Mail.example.com";
  for (const asked of [id, "user_0001", "000123", "zoe@mail", "mail.example.com", "EXAMPLE"])
    expect([asked, finds(`for ${id}`, asked)]).toEqual([asked, true]);
});

test("writing without spaces is found from any letter on", () => {
  expect(finds("お客様は返金を希望しています", "返金を希望")).toBe(true);
  expect(finds("お客様は返金を希望しています", "返品を")).toBe(false);
});

test("less than three letters is nothing to look for", () => {
  expect(listTerms("a zd 77 %% --")).toEqual([]);
  expect(listTerms("a refund")).toEqual([{ key: "refund", word: "" }]);
  expect(listTerms("chargebacks")).toEqual([{ key: "chargebacks", word: "" }]);
  expect(listTerms("chargeback")).toEqual([{ key: "chargeba", word: "chargeback" }]);
});

test("the beginning of any word finds it, and no row ends in half a sign", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 60 }), fc.nat(), (text, end) => {
      for (const { key, words } of listKeys([text])) {
        expect(`${key}${words}`).not.toMatch(/\p{Surrogate}/u);
        for (const word of words.trim().split(" ")) {
          const part = [...word].slice(0, 3 + (end % 60)).join("");
          if (listTerms(part).length > 0) expect([text, part, finds(text, part)]).toEqual([text, part, true]);
        }
      }
    }),
    { examples: [["ẞ!¹", 0]] },
  );
});

test("a value that only all of it finds has a key that no word has", () => {
  expect(wholeKey(" Zoe@Example.com ")).toBe("=zoe@example.com");
  expect(listTerms("=zoe@example.com")[0]?.key).not.toMatch(/^=/);
});
