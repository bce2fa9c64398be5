import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { isBelow, SECURITY_FLOOR, whyBelowFloor } from "./security-floor";

const root = join(import.meta.dirname, "..", "..");
const readJson = (path: string) => JSON.parse(readFileSync(join(root, path), "utf8"));

test.each(Object.entries(SECURITY_FLOOR))(
  "%s is asked for and locked at %s or newer, and at one version",
  (name, floor) => {
    const asked: string = readJson("package.json").dependencies[name];
    expect(asked).toMatch(/^\d+\.\d+\.\d+$/);
    expect(readJson("package-lock.json").packages[`node_modules/${name}`].version).toBe(asked);
    expect(isBelow(asked, floor)).toBe(false);
  },
);

test.each([
  ["16.4.6", false],
  ["16.4.7", false],
  ["16.5.0", false],
  ["17.0.0-canary.1", false],
  ["16.4.5", true],
  ["16.3.99", true],
  ["15.9.9", true],
  ["16.4.6-canary.3", true],
  ["9.0.0", true],
  ["16.4", true],
  ["unknown", true],
])("%s below 16.4.6: %s", (version, below) => {
  expect(isBelow(version, "16.4.6")).toBe(below);
});

test("what is installed here may start; what is older, or cannot be told, is named in one sentence", () => {
  expect(whyBelowFloor(root)).toBeUndefined();
  expect(
    whyBelowFloor(root, { next: "16.4.6", react: "19.3.1" }, (name) => (name === "next" ? "16.4.5" : "19.3.1")),
  ).toBe(
    "The console does not start with packages that have known security holes: next 16.4.5, which must be 16.4.6 or newer. Run npm ci in its folder.",
  );
  expect(whyBelowFloor("/nowhere")).toMatch(/: next, whose version cannot be read; react, whose/);
});
