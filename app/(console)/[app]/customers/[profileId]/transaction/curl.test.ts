import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { layOut } from "@/lib/adapty/lay-out";
import { quoteForShell, toCurl } from "./curl";

const hostile = [
  "it's",
  "''",
  "'; rm -rf /; '",
  "$(id) `id` $HOME",
  "a\nb",
  "\\",
  "!x",
  "\u202Egnp.exe",
  "🎟️",
  "-X",
  "",
];

/** What a real shell hands to a program for these words. */
function readByShell(script: string, key = ""): string[] {
  const printed = execFileSync("sh", ["-c", script], { env: { ...process.env, ADAPTY_SECRET_KEY: key } });
  return printed.toString("utf8").split("\0").slice(0, -1);
}

const printEach = (words: string[]) => `printf '%s\\0' ${words.map(quoteForShell).join(" ")}`;
const shellText = fc.string({ unit: "binary" }).filter((text) => !text.includes("\0"));

describe("quoting", () => {
  test("hands hostile texts to the program as they are", () => {
    expect(readByShell(printEach(hostile))).toEqual(hostile);
  });

  test("hands any text to the program as it is", () => {
    const texts = fc.array(fc.oneof(shellText, fc.constantFrom(...hostile)), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(texts, (words) => {
        expect(readByShell(printEach(words))).toEqual(words);
      }),
      { numRuns: 40 },
    );
  });
});

describe("the laid out body", () => {
  test("means the same as the body, whatever its texts hold", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ unit: "binary" }), fc.string({ unit: "binary" })), (body) => {
        const plain = JSON.parse(JSON.stringify(body));
        expect(JSON.parse(layOut(body))).toEqual(plain);
      }),
    );
  });

  test("spells out what would be invisible or turn the line around", () => {
    const shown = layOut({ id: "a\u202Eb\u200Bc\u0085d\u{E0001}" });
    expect(shown).toContain("a\\u202eb\\u200bc\\u0085d\\udb40\\udc01");
    expect(shown).toContain("\n");
  });
});

describe("the cURL command", () => {
  const profileId = "a0000000-0000-4000-8000-000000000001";
  const run = (body: unknown, key: string, adaptyUrl = "https://api.adapty.io") =>
    readByShell(`curl() { printf '%s\\0' "$@"; }\n${toCurl(adaptyUrl, profileId, body)}`, key);

  test("says to curl what the console would send, with the key of whoever runs it", () => {
    const body = { store_product_id: "l'été $(id)", price: { value: 9.99 } };
    const words = run(body, "secret_live_it's");
    expect(words.slice(0, -1)).toEqual([
      "--request",
      "POST",
      "https://api.adapty.io/api/v2/server-side-api/purchase/set/transaction/",
      "--header",
      "Authorization: Api-Key secret_live_it's",
      "--header",
      `adapty-profile-id: ${profileId}`,
      "--header",
      "Content-Type: application/json",
      "--data-raw",
    ]);
    expect(JSON.parse(words.at(-1) ?? "")).toEqual(body);
  });

  test("goes where this console's own requests go, so that practice with a real key at hand books nothing", () => {
    const words = run({}, "secret_live_real", "http://127.0.0.1:4010");
    expect(words[2]).toBe("http://127.0.0.1:4010/api/v2/server-side-api/purchase/set/transaction/");
    expect(words.join(" ")).not.toContain("adapty.io");
  });

  test("names the key's variable and never a key", () => {
    expect(toCurl("https://api.adapty.io", profileId, {})).toContain('"Authorization: Api-Key $ADAPTY_SECRET_KEY"');
  });
});
