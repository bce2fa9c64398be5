import { expect, test } from "vitest";
import { sayLeft, whyNothingLeft } from "./left";

const none = { daysPerGrant: null, today: null, customer: null };

test("one sentence says what is left before anything is chosen", () => {
  expect(sayLeft({ daysPerGrant: 31, today: { most: 10, used: 7 }, customer: { most: 62, given: 22 } })).toBe(
    "You can grant up to 31 days at a time; 3 of today's 10 grants left; 40 of 62 days left for this customer in 90 days.",
  );
  expect(sayLeft({ ...none, today: { most: 1, used: 1 } })).toBe("None of today's 1 grant left.");
  expect(sayLeft({ ...none, customer: { most: 62, given: 80 } })).toBe(
    "0 of 62 days left for this customer in 90 days.",
  );
});

test("without limits there is nothing to say, and nothing in the way", () => {
  expect(sayLeft(none)).toBeNull();
  expect(whyNothingLeft(none, 3650, "agent")).toBeNull();
});

test("what is more than is left is known before it is sent", () => {
  const left = { daysPerGrant: null, today: { most: 10, used: 9 }, customer: { most: 62, given: 60 } };
  expect(whyNothingLeft(left, 2, "agent")).toBeNull();
  expect(whyNothingLeft(left, 3, "agent")).toContain("This customer was given 60 already, this gives 3.");
  expect(whyNothingLeft({ ...left, today: { most: 10, used: 10 } }, 2, "agent")).toContain(
    "10 grants a day, and that is reached today.",
  );
  // For life is a right of its own.
  expect(whyNothingLeft(left, Number.POSITIVE_INFINITY, "lead")).toBeNull();
});
