import { expect, test } from "vitest";
import { openTestDatabase } from "@/lib/db/database.fixture";
import { findOverdue, readBacklog } from "./overdue";
import { insertSent } from "./overdue.fixture";

const now = new Date("2026-03-14T12:00:00Z");
const minutesAgo = (minutes: number) => new Date(now.getTime() - minutes * 60_000).toISOString();

test("overdue is what was sent an hour ago or more, is not settled and was not erased", async () => {
  const db = await openTestDatabase();
  expect(await findOverdue(db, now)).toEqual({ count: 0, since: null });
  for (const state of ["applied", "rejected", "not_applied"] as const)
    await insertSent(db, { now, minutes: 300, state });
  await insertSent(db, { now, minutes: 300, state: "prepared", sent_at: null });
  await insertSent(db, { now, minutes: 300, erased_at: minutesAgo(10) });
  await insertSent(db, { now, minutes: 59 });
  expect(await findOverdue(db, now)).toEqual({ count: 0, since: null });
  await insertSent(db, { now, minutes: 60 });
  await insertSent(db, { now, minutes: 90, state: "needs_human" });
  await insertSent(db, { now, minutes: 75, state: "sent" });
  expect(await findOverdue(db, now)).toEqual({ count: 3, since: minutesAgo(90) });
});

test("the backlog is all that is open, by its state, and how long the oldest waits", async () => {
  const db = await openTestDatabase();
  const none = { open: {}, oldest: null, overdue: { count: 0, since: null } };
  expect(await readBacklog(db, now)).toEqual(none);
  await insertSent(db, { now, minutes: 300, state: "applied" });
  await insertSent(db, { now, minutes: 3, state: "prepared", sent_at: null });
  await insertSent(db, { now, minutes: 2, state: "sent" });
  await insertSent(db, { now, minutes: 1 });
  expect(await readBacklog(db, now)).toEqual({
    ...none,
    open: { prepared: 1, sent: 1, unknown: 1 },
    oldest: minutesAgo(3),
  });
});
