import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { analyse } from "scslre";
import { expect, test } from "vitest";
import { parseAst } from "vitest/node";

// A regular expression that goes back over a text again and again stops a server by one long text (OWASP ASVS 5.0, 1.3.12).

const root = fileURLToPath(new URL("..", import.meta.url));

/** Slower than the length of their text at worst, and asked of nothing but short ones: by file, with what keeps them short. */
const ofShortTexts: Record<string, string> = {
  "lib/access/group-digits.ts": "the digits of a number",
  "lib/audit/csv.ts": "a cell, of which every field has its most",
  "lib/audit/search-words.ts": "128 letters of a word",
  "lib/auth/client-address.ts": "a header, and Node takes 16 KB of them",
  "lib/auth/password-hash.ts": "a hash",
  "lib/customers/find-customer.ts": "an id of at most 2,000 letters",
  "lib/log/without-values.ts": "the first 2,000 letters of what went wrong",
  "lib/operations/staff.ts": "a customer user id or an e-mail",
};

type Literal = { pattern: string; flags: string };

function listRegexes(node: unknown): Literal[] {
  if (typeof node !== "object" || node === null) return [];
  const { regex } = node as { regex?: Literal };
  return [
    ...(regex ? [regex] : []),
    ...Object.values(node).flatMap((child) => (child === regex ? [] : listRegexes(child))),
  ];
}

const regexes = ["app", "components", "lib"]
  .flatMap((room) =>
    readdirSync(join(root, room), { recursive: true, encoding: "utf8" }).map((path) => join(room, path)),
  )
  .filter((path) => /\.tsx?$/.test(path) && !/\.(test|fixture)\.tsx?$/.test(path))
  .flatMap((path) => {
    const lang = path.endsWith("x") ? "tsx" : "ts";
    return listRegexes(parseAst(readFileSync(join(root, path), "utf8"), { lang })).map((regex) => ({ path, ...regex }));
  });

const slowOf = ({ pattern, flags }: Literal) => analyse(new RegExp(pattern, flags)).reports;

test("the analysis knows slow ones from quick ones", () => {
  const kinds = (pattern: string) => slowOf({ pattern, flags: "u" }).map(({ exponential }) => exponential);
  expect([kinds("^(?:a+)+$"), kinds("\\s+$"), kinds("^[a-z]+$")]).toEqual([[true], [false], []]);
  expect(regexes.length).toBeGreaterThan(100);
});

test("no text makes a regular expression take for ever, and only short texts make one slow", () => {
  const slow = regexes.filter((regex) => slowOf(regex).length > 0);
  expect(slow.filter((regex) => slowOf(regex).some(({ exponential }) => exponential))).toEqual([]);
  expect([...new Set(slow.map(({ path }) => path))].sort()).toEqual(Object.keys(ofShortTexts));
});
