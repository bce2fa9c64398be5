import { expect, test } from "vitest";
import { createThrottle } from "./throttle";

const limits = { capacity: 3, refillMs: 1000, maxKeys: 100 };

test("three attempts at once, then one a second", () => {
  const throttle = createThrottle(limits);
  expect([0, 0, 0, 0].map((now) => throttle.take("bo", now))).toEqual([0, 0, 0, 1000]);
  expect(throttle.take("bo", 600)).toBe(400);
  expect(throttle.take("bo", 1000)).toBe(0);
  expect(throttle.take("bo", 1000)).toBe(1000);
});

test("a thousand refused attempts do not make the wait longer", () => {
  const throttle = createThrottle(limits);
  for (let attempt = 0; attempt < 1000; attempt += 1) throttle.take("bo", 0);
  expect(throttle.take("bo", 0)).toBe(1000);
});

test("an attempt that succeeded costs nothing", () => {
  const throttle = createThrottle(limits);
  for (let signIn = 0; signIn < 50; signIn += 1) {
    expect(throttle.take("bo", 0)).toBe(0);
    throttle.giveBack("bo");
  }
});

test("a flood of names neither grows without end nor frees the one under attack", () => {
  const throttle = createThrottle(limits);
  for (let attempt = 0; attempt < 4; attempt += 1) throttle.take("bo", 0);
  for (let name = 0; name < 10_000; name += 1) throttle.take(`name ${name}`, 0);
  expect(throttle.take("bo", 0)).toBe(1000);
});
