import { expect, test } from "vitest";
import { bears } from "./bearer";

const token = "a-token-of-thirty-two-characters";

test.each([
  [`Bearer ${token}`, true],
  [`bearer ${token}`, true],
  [`Bearer ${token}x`, false],
  [`Bearer ${token.slice(0, -1)}`, false],
  ["Bearer ", false],
  [`Basic ${token}`, false],
  [token, false],
  [undefined, false],
])("%j bears it: %s", (authorization, expected) => {
  expect(bears(new Headers(authorization === undefined ? {} : { authorization }), token)).toBe(expected);
});

test("where nothing is borne an empty token opens nothing either", () => {
  expect(bears(new Headers(), "")).toBe(false);
});
