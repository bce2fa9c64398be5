import { expect, test } from "vitest";
import type { Heard } from "./heard";
import { judgeHealth, type Known, type Part, verdictOf } from "./judge";

const now = Date.parse("2026-03-14T12:00:00Z");
const app = { id: "ios", name: "Acme iOS" };
const heard: Heard = {
  last: { at: now - 5_000, answered: true, code: "ok" },
  answeredAt: now - 5_000,
  failingSince: null,
  mixedUpAt: null,
  key: { at: now - 5_000, accepted: true, which: "current", status: 200 },
  clock: { at: now - 5_000, ms: 400 },
};
const well: Known = {
  apps: [{ ...app, heard }],
  database: "well",
  restored: null,
  journal: { open: {}, oldest: null, overdue: { count: 0, since: null } },
  looked: now - 1_000,
  posted: { outcome: "taken", at: now - 5_000 },
  ahead: 0,
  now,
};
const partOf = (known: Partial<Known>, id: Part["id"]) => {
  const part = judgeHealth({ ...well, ...known }).find((one) => one.id === id);
  if (!part) throw new Error(`Nothing is said of ${id}.`);
  return part;
};
const withHeard = (changes: Partial<Heard>) => ({ apps: [{ ...app, heard: { ...heard, ...changes } }] });

test("when all is well each part says so, in one order", () => {
  const parts = judgeHealth(well);
  expect(parts.map(({ id, state }) => [id, state])).toEqual(
    ["database", "adapty", "key", "clock", "journal", "runner", "alerts"].map((id) => [id, "well"]),
  );
  expect(verdictOf(parts)).toBe("ok");
});

test("what nobody can know yet is not called wrong", () => {
  const parts = judgeHealth({
    ...well,
    apps: [{ ...app, heard: undefined }],
    looked: null,
    posted: { outcome: "none" },
  });
  expect(parts.filter(({ state }) => state === "not_known").map(({ id }) => id)).toEqual([
    "adapty",
    "key",
    "clock",
    "runner",
    "alerts",
  ]);
  expect(verdictOf(parts)).toBe("ok");
});

test.each([
  "unreachable",
  "tls_failed",
  "timed_out",
  "connection_lost",
  "server_error",
  "not_from_adapty",
  "unreadable_answer",
  "a_later_code",
])("a call that came to %s is said since the first of its kind, with what to do", (code) => {
  const since = now - 600_000;
  const part = partOf(withHeard({ last: { at: now, answered: false, code }, failingSince: since }), "adapty");
  expect(part).toMatchObject({ state: "degraded", app, since });
  for (const sentence of [part.says, part.todo]) expect(sentence).toMatch(/^[A-Z].+\.$/);
  expect(partOf(withHeard({ last: { at: now, answered: false, code } }), "key").state).toBe("well");
});

test("a mix-up of customers is told for an hour, also while Adapty answers, and gives way to a failure of now", () => {
  const mixedUpAt = now - 3_599_000;
  const told = { state: "degraded", since: mixedUpAt, says: expect.stringMatching(/^Adapty answered with another /) };
  const lost = { at: now, answered: false, code: "identity_mismatch" };
  expect(partOf(withHeard({ mixedUpAt }), "adapty")).toMatchObject({ ...told, todo: expect.stringMatching(/\.$/) });
  expect(partOf(withHeard({ mixedUpAt, last: lost, failingSince: now }), "adapty")).toMatchObject(told);
  const away = { at: now, answered: false, code: "unreachable" };
  expect(partOf(withHeard({ mixedUpAt, last: away }), "adapty").says).toBe("Adapty cannot be reached.");
  expect(partOf(withHeard({ mixedUpAt: now - 3_600_000 }), "adapty").state).toBe("well");
});

test("a key that is refused, and a new one that Adapty does not know yet, are each said with what to do", () => {
  const refused = { at: now, accepted: false, which: "current", status: 401 } as const;
  expect(partOf(withHeard({ key: refused }), "key")).toMatchObject({
    state: "degraded",
    says: "Adapty does not accept the secret key (it answers 401).",
    todo: expect.stringContaining("App settings, General"),
  });
  expect(partOf(withHeard({ key: { ...refused, accepted: true, which: "previous" } }), "key")).toMatchObject({
    state: "degraded",
    says: "Adapty accepts the key from before, and not the new one.",
  });
});

test.each([
  [60_000, "well", "show the same time"],
  [-60_000, "well", "show the same time"],
  [61_000, "degraded", "is 61 seconds behind Adapty's"],
  [-300_000, "degraded", "is 5 minutes ahead of Adapty's"],
  [7_200_000, "degraded", "is 2 hours behind Adapty's"],
])("a clock that Adapty's is %i ms ahead of is %s", (ms, state, says) => {
  const part = partOf(withHeard({ clock: { at: now, ms } }), "clock");
  expect(part).toMatchObject({ state, says: expect.stringContaining(says) });
  expect(part.todo === undefined).toBe(state === "well");
});

test.each([
  [34_000, "is 34 seconds ahead of its database's"],
  [-7_200_000, "is 2 hours behind its database's"],
])("a clock that is %i ms ahead of the database's is told, whatever Adapty's says", (ahead, says) => {
  const part = partOf({ ahead }, "clock");
  expect(part).toMatchObject({ state: "degraded", says: expect.stringContaining(says) });
  expect(part.says).toContain("it sends nothing");
});

test("of several apps the newest answer tells the time", () => {
  const skewed = { ...heard, clock: { at: now - 60_000, ms: 7_200_000 } };
  const apps = [
    { ...app, heard: skewed },
    { ...app, id: "android", heard },
  ];
  expect(partOf({ apps }, "clock").state).toBe("well");
});

test("what is open counts as well until it is so for an hour", () => {
  const oldest = new Date(now - 600_000).toISOString();
  const open = { journal: { open: { sent: 1, unknown: 2 }, oldest, overdue: { count: 0, since: null } } };
  expect(partOf(open, "journal")).toMatchObject({
    state: "well",
    says: "3 changes are under way or being looked for, none for over an hour.",
    since: now - 600_000,
  });
  const since = new Date(now - 7_200_000).toISOString();
  const late = { journal: { ...open.journal, overdue: { count: 1, since } } };
  expect(partOf(late, "journal")).toMatchObject({
    state: "degraded",
    says: "One change was sent over an hour ago and not confirmed since.",
    since: now - 7_200_000,
    todo: expect.stringContaining("Queue"),
  });
});

test("a database that does not answer is the first thing said, and of the journal nothing", () => {
  const parts = judgeHealth({ ...well, database: "silent", journal: null });
  expect(parts[0]).toMatchObject({ id: "database", state: "degraded", todo: expect.any(String) });
  expect(parts.map(({ id }) => id)).not.toContain("journal");
  expect(verdictOf(parts)).toBe("degraded");
});

test("a runner that did not look for over a minute needs a look, and says since when", () => {
  expect(partOf({ looked: now - 60_000 }, "runner")).toMatchObject({ state: "well", since: now - 60_000 });
  const part = partOf({ looked: now - 61_000 }, "runner");
  expect(part).toMatchObject({
    state: "degraded",
    since: now - 61_000,
    says: expect.stringContaining("not looked for"),
  });
  expect(part.todo).toMatch(/^[A-Z].+\.$/);
});

test("where no webhook is set that is no question", () => {
  expect(partOf({ posted: null }, "alerts")).toMatchObject({
    state: "off",
    says: expect.stringMatching(/^No webhook is set/),
  });
});

test.each(["takes_nothing", "replaced"] as const)("a database that %s is said with what to do", (database) => {
  const part = partOf({ database }, "database");
  expect(part.state).toBe("degraded");
  for (const sentence of [part.says, part.todo]) expect(sentence).toMatch(/^[A-Z].+\.$/);
});

test.each([
  [0, "until what was under way then is looked for there."],
  [1, "until one write that was under way then is looked for there."],
  [3, "until 3 writes that were under way then are looked for there."],
])("a restore that waits for %i writes needs a look, and says what it waits for", (left, says) => {
  const restored = { at: new Date(now).toISOString(), left };
  expect(partOf({ restored }, "restore")).toMatchObject({ state: "degraded", says: expect.stringContaining(says) });
});

test("a webhook that takes nothing needs a look, one that does is well", () => {
  for (const outcome of ["refused", "unreachable"] as const)
    expect(partOf({ posted: { outcome, at: now } }, "alerts")).toMatchObject({ state: "degraded", since: now });
  expect(partOf({ posted: { outcome: "taken", at: now } }, "alerts")).toMatchObject({ state: "well", since: now });
});
