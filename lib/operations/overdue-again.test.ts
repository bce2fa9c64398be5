import { expect, test } from "vitest";
import { callOf } from "./bodies.fixture";
import { passTime, plan, QUIET_MS } from "./world.fixture";

const { lose } = await import("./lost.fixture");
const { findOverdue, readBacklog } = await import("./overdue");
const { settleDue } = await import("./settle-due");
const { claimAlerts, settleAlerts } = await import("@/lib/alerts/claim-alerts");

const MINUTE = 60_000;

test("what is sent again while it is not confirmed is overdue from its first sending on", async () => {
  const { db, sendAgain, id } = await lose("reset", "profile.update", { email: "zoe@example.com" });
  const first = await db.selectFrom("operation").select("sent_at").where("id", "=", id).executeTakeFirstOrThrow();
  const sendOnceMore = async (minutes: number) => {
    passTime(minutes * MINUTE);
    await plan({ mode: "reset", when: "before", match: callOf["profile.update"] });
    expect(await sendAgain()).toMatchObject({ error: { outcome: "unknown" } });
  };
  await sendOnceMore(50);
  expect(await findOverdue(db, new Date())).toEqual({ count: 0, since: null });
  await sendOnceMore(10);
  const overdue = { count: 1, since: first.sent_at };
  expect(await findOverdue(db, new Date())).toEqual(overdue);
  expect(await readBacklog(db, new Date())).toMatchObject({ oldest: first.sent_at, overdue });

  const told = await claimAlerts(db, new Date());
  expect(told).toMatchObject([{ id, since: first.sent_at, told: 0 }]);
  await settleAlerts(db, told, true, new Date());
  await sendOnceMore(10);
  expect(await claimAlerts(db, new Date())).toEqual([]);
});

test("what was given up in between counts from the sending after that", async () => {
  const { db, sendAgain, id, read } = await lose("reset");
  await plan({ mode: "reset", when: "before", times: 2, match: callOf["comp.grant"] });
  for (let look = 0; look < 2; look += 1) {
    passTime(QUIET_MS + 1_000);
    await settleDue();
  }
  expect(await read()).toMatchObject({ state: "not_applied" });
  passTime(50 * MINUTE);
  const again = new Date().toISOString();
  expect(await sendAgain()).toMatchObject({ error: { outcome: "unknown" } });
  expect(await findOverdue(db, new Date())).toEqual({ count: 0, since: null });
  passTime(60 * MINUTE);
  const { count, since } = await findOverdue(db, new Date());
  expect([count, since && since >= again]).toEqual([1, true]);
  expect(await claimAlerts(db, new Date())).toMatchObject([{ id, since }]);
});
