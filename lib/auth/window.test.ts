import { expect, test } from "vitest";
import { createWindow } from "./window";

test("within any span no more are taken than there are, and the wait is until the oldest leaves it", () => {
  const window = createWindow({ most: 3, spanMs: 1000 });
  expect([0, 400, 900].map((now) => window.take("bo", now))).toEqual([0, 0, 0]);
  expect(window.take("bo", 999)).toBe(1);
  expect(window.take("bo", 1000)).toBe(0);
  expect(window.take("bo", 1100)).toBe(300);
  expect(window.take("bo", 1400)).toBe(0);
});

test("whatever the pace, every span holds at most so many, and one is free at the very moment that was named", () => {
  const most = 4000;
  const window = createWindow({ most, spanMs: 1000 });
  const taken: number[] = [];
  for (let now = 0; now < 5000; now += 0.125) {
    const wait = window.take("bo", now);
    if (wait === 0) taken.push(now);
    else expect(now + wait).toBe((taken[taken.length - most] as number) + 1000);
  }
  expect(taken.every((at, index) => index < most || at - (taken[index - most] as number) >= 1000)).toBe(true);
  expect(taken).toHaveLength(5 * most);
});

test("what is refused costs nothing, and one key leaves the others alone", () => {
  const window = createWindow({ most: 1, spanMs: 1000 });
  expect(window.take("bo", 0)).toBe(0);
  for (let again = 0; again < 1000; again += 1) expect(window.take("bo", 500)).toBe(500);
  expect(window.take("mia", 500)).toBe(0);
  expect(window.take("bo", 1000)).toBe(0);
});
