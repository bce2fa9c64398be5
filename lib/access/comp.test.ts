import fc from "fast-check";
import { expect, test } from "vitest";
import { addMonths, compEnd, currentLevelEnd, describeChange, levelStanding } from "./comp";
import { grant, inDays, level, NOW, view } from "./profile.fixture";

const DAY = 86_400_000;
const utc = (text: string) => Date.parse(`${text}Z`);
const instants = fc.integer({ min: utc("2015-01-01T00:00:00"), max: utc("2045-01-01T00:00:00") });

test("a month later is the same day, or the last day of a shorter month, at the same time of day", () => {
  expect(addMonths(utc("2027-01-31T18:30:00"), 1)).toBe(utc("2027-02-28T18:30:00"));
  expect(addMonths(utc("2028-01-31T18:30:00"), 1)).toBe(utc("2028-02-29T18:30:00"));
  expect(addMonths(utc("2027-12-15T00:00:00"), 3)).toBe(utc("2028-03-15T00:00:00"));
  expect(addMonths(utc("2028-02-29T00:00:00"), 12)).toBe(utc("2029-02-28T00:00:00"));
});

test("adding months never skips a month and never moves the time of day", () => {
  fc.assert(
    fc.property(instants, fc.integer({ min: 1, max: 60 }), (from, months) => {
      const [start, end] = [new Date(from), new Date(addMonths(from, months))];
      const distance = (end.getUTCFullYear() - start.getUTCFullYear()) * 12 + end.getUTCMonth() - start.getUTCMonth();
      expect(distance).toBe(months);
      expect(end.getTime() % DAY).toBe(from % DAY);
      expect(end.getUTCDate()).toBeLessThanOrEqual(start.getUTCDate());
    }),
  );
});

test("adding days counts from the later of now and the current end, and never shortens", () => {
  fc.assert(
    fc.property(
      instants,
      fc.option(instants, { nil: undefined }),
      fc.integer({ min: 1, max: 400 }),
      (now, currentEnd, days) => {
        const end = compEnd("add", { now, currentEnd, days });
        expect(end).toBe(Math.max(now, currentEnd ?? now) + days * DAY);
        expect(end).toBeGreaterThan(now);
        expect(end).toBeGreaterThan(currentEnd ?? 0);
      },
    ),
  );
});

test("adding to access for life leaves it for life, and to an end that cannot be told is not possible", () => {
  expect(compEnd("add", { now: NOW, currentEnd: null, days: 7 })).toBeNull();
  expect(compEnd("add", { now: NOW, currentEnd: "cannot_tell", days: 7 })).toBe("cannot_tell");
});

test("adding keeps the microseconds of the current end", () => {
  expect(compEnd("add", { now: NOW, currentEnd: NOW + 0.25, days: 1 })).toBe(NOW + DAY + 0.25);
  expect(compEnd("add", { now: NOW, currentEnd: NOW + 0.25, months: 1 })).toBe(utc("2027-04-02T12:00:00") + 0.25);
});

test("replace counts from now whatever runs, set takes the date as it is", () => {
  expect(compEnd("replace", { now: NOW, currentEnd: NOW + 90 * DAY, days: 7 })).toBe(NOW + 7 * DAY);
  expect(compEnd("replace", { now: NOW, currentEnd: null, months: 1 })).toBe(utc("2027-04-02T12:00:00"));
  expect(compEnd("set", { now: NOW, currentEnd: null, until: NOW + DAY })).toBe(NOW + DAY);
});

test("the current end of a level: a date, for life, none, or one that cannot be told", () => {
  const end = (changes: object) => currentLevelEnd(view({ access_levels: [level(changes)] }), "premium", NOW);
  expect(end({})).toBe(NOW + 20 * DAY);
  expect(end({ starts_at: inDays(5) })).toBe(NOW + 20 * DAY);
  expect(end({ expires_at: null })).toBeNull();
  expect(end({ expires_at: inDays(-1) })).toBeUndefined();
  expect(end({ expires_at: inDays(-1), is_in_grace_period: true })).toBeUndefined();
  expect(end({ expires_at: undefined })).toBe("cannot_tell");
  expect(end({ starts_at: inDays(5), expires_at: "?" })).toBe("cannot_tell");
  expect(currentLevelEnd(view({}), "premium", NOW)).toBeUndefined();
  expect(currentLevelEnd(view({ access_levels: undefined }), "premium", NOW)).toBe("cannot_tell");
});

test("a change is told as now and after, and says when it shortens", () => {
  const ended = levelStanding(
    view({ access_levels: [level({ ...grant(), expires_at: inDays(-28) })] }),
    "premium",
    NOW,
  );
  const after = { is: "active", until: NOW + DAY } as const;
  expect(describeChange("premium", ended, after)).toEqual({
    now: ["Premium ended ", { instant: NOW - 28 * DAY }],
    after: ["Premium", " until ", { instant: NOW + DAY }],
    shortens: false,
  });
  expect(describeChange("premium", { is: "active", until: null }, after)).toMatchObject({
    now: ["Premium", " for life"],
    shortens: true,
  });
  expect(describeChange("no-ads", undefined, after)).toMatchObject({ now: ["No access to No ads"], shortens: false });
});
