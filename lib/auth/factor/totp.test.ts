import { Secret } from "otpauth";
import { expect, test } from "vitest";
import { matchStep, mintSecret, toUri } from "./totp";

const secret = Secret.fromUTF8("12345678901234567890").base32;

/** RFC 6238, appendix B, SHA-1; of its eight digits an app shows the last six. */
const vectors = [
  [59, "94287082"],
  [1_111_111_109, "07081804"],
  [1_111_111_111, "14050471"],
  [1_234_567_890, "89005924"],
  [2_000_000_000, "69279037"],
  [20_000_000_000, "65353130"],
] as const;

test.each(vectors)("at %i seconds the code is the one of RFC 6238: %s", (seconds, code) => {
  expect(matchStep(secret, code.slice(2), seconds * 1000)).toBe(Math.floor(seconds / 30));
});

test("a code is taken one step early or late, and names its own step; two steps away it is none", () => {
  const step = Math.floor(1_234_567_890 / 30);
  const at = (away: number) => matchStep(secret, "005924", (step + away) * 30_000);
  expect([-2, -1, 0, 1, 2].map(at)).toEqual([null, step, step, step, null]);
});

test.each(["", "00592", "0059240", "89005924", "００5924", "00592a", " 05924", "0x5924", "005924\n"])(
  "%j is no code",
  (typed) => {
    expect(matchStep(secret, typed, 1_234_567_890_000)).toBeNull();
  },
);

test("a new secret holds 160 bits, is never the same, and reads in an app under the account's e-mail", () => {
  const [one, other] = [mintSecret(), mintSecret()];
  expect(Secret.fromBase32(one).bytes).toHaveLength(20);
  expect(one).not.toBe(other);
  const uri = new URL(toUri(one, "ada@acme.test"));
  expect([uri.protocol, uri.host, decodeURIComponent(uri.pathname)]).toEqual([
    "otpauth:",
    "totp",
    "/Support console:ada@acme.test",
  ]);
  expect(Object.fromEntries(uri.searchParams)).toEqual({
    issuer: "Support console",
    secret: one,
    algorithm: "SHA1",
    digits: "6",
    period: "30",
  });
});
