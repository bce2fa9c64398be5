import fc from "fast-check";
import { expect, test } from "vitest";
import { readNextPath, signInPath } from "./next-path";

test("sign-in leads back to the page that was asked for", () => {
  expect(readNextPath("/acme-ios/customers/a0?tab=raw")).toBe("/acme-ios/customers/a0?tab=raw");
  expect(signInPath("/activity?by=me")).toBe("/sign-in?next=%2Factivity%3Fby%3Dme");
  expect(signInPath("/", "wait")).toBe("/sign-in?error=wait");
});

test.each([
  "https://evil.test/",
  "//evil.test/",
  "/\\evil.test/",
  "/\t/evil.test/",
  "\\\\evil.test",
  "/..//evil.test/",
  "/.//evil.test",
  "javascript:alert(1)",
  "evil.test",
  "",
  "/api/auth/sign-out",
  "/sign-in?next=/",
  undefined,
  ["/a"],
])("%j leads to the start page", (text) => {
  expect(readNextPath(text)).toBe("/");
});

test("no text leads a browser to another site", () => {
  const piece = fc.constantFrom("/", "\\", ".", "..", "\t", "\n", "%2f", "%5c", "evil.test", ":", "@", "?", "#", "a");
  const text = fc.array(piece, { maxLength: 8 }).map((pieces) => `/${pieces.join("")}`);
  fc.assert(
    fc.property(text, (next) => {
      const ours = "https://support.acme.test";
      expect(new URL(readNextPath(next), ours).origin).toBe(ours);
    }),
    { numRuns: 2000 },
  );
});
