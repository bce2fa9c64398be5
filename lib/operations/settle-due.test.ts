import { describe, expect, test, vi } from "vitest";

vi.mock("@/lib/adapty/limits", async (original) => ({
  ...(await original<typeof import("@/lib/adapty/limits")>()),
  WRITE_TOTAL_MS: 1_000,
}));
const { findOperation, letGo, passTime, plan, QUIET_MS, sentFor } = await import("./world.fixture");
const { countReads, landed, lose } = await import("./lost.fixture");
const { LEASE_MS, settleDue } = await import("./settle-due");
const { getDatabase } = await import("@/lib/db/database");

const [SECOND, MINUTE, HOUR, DAY] = [1_000, 60_000, 3_600_000, 86_400_000];

describe("what is not confirmed", () => {
  test("is looked for two seconds later, and found where it landed", async () => {
    const { customer, id, waits } = await lose("hold");
    expect(await waits()).toBeLessThanOrEqual(2 * SECOND);
    passTime(-MINUTE);
    expect([await settleDue(), await countReads()]).toEqual([0, 0]);
    await letGo();
    await landed(customer);
    passTime(MINUTE + 2 * SECOND);
    expect(await settleDue()).toBe(1);
    expect(await findOperation(id)).toMatchObject({ state: "applied", attempts: 1, after: expect.any(Object) });
    expect(await waits()).toBeNull();
    expect([await settleDue(), await countReads()]).toEqual([0, 1]);
  });

  test("is given up once nothing more can land, and not sent again for who may not any more", async () => {
    const { customer, id, waits } = await lose("reset");
    passTime(Number(await waits()));
    expect(await settleDue()).toBe(1);
    expect(await findOperation(id)).toMatchObject({ state: "unknown" });
    expect(await waits()).toBe(10 * SECOND);
    passTime(10 * SECOND);
    expect(await settleDue()).toBe(1);
    // It may land late, and is looked for still.
    expect(await waits()).toBe(MINUTE);
    expect(await findOperation(id)).toMatchObject({ state: "not_applied", outcome: { code: "did_not_arrive" } });
    expect(await sentFor(customer)).toEqual({ bodies: [], effects: 0 });
  });

  test("and cannot be told is looked for after 2 s, 10 s, 1 min, 5 min, 1 h, and then daily", async () => {
    const { db, read, waits, sendAgain } = await lose("reset", "profile.update", {
      email: "zoe@example.com",
    });
    const waited = [];
    for (let look = 0; look < 7; look += 1) {
      const ms = Number(await waits());
      waited.push(Math.round(ms / SECOND) * SECOND);
      passTime(ms);
      expect(await settleDue()).toBe(1);
      expect(await read()).toMatchObject({ state: look < 4 ? "unknown" : "needs_human", checks: look + 1 });
    }
    expect(waited).toEqual([2 * SECOND, 10 * SECOND, MINUTE, 5 * MINUTE, HOUR, DAY, DAY]);
    const events = await db.selectFrom("audit_event").select(["actor_id", "outcome"]).orderBy("seq").execute();
    expect(events.slice(-2)).toMatchObject([{ outcome: "unknown" }, { actor_id: "console", outcome: "needs_human" }]);
    // The agent's own form repeats it, for that comes to the same as once.
    expect(await sendAgain()).toMatchObject({ ok: true });
    expect(await read()).toMatchObject({ state: "applied", check_at: null });
  });

  test("is looked for every minute while Adapty answers nobody, which is no look", async () => {
    const { read, waits } = await lose("reset");
    await plan({ mode: "status", status: 500, when: "before", times: 100, match: { method: "GET" } });
    passTime(2 * SECOND);
    expect(await settleDue()).toBe(1);
    expect(Math.round(Number(await waits()) / SECOND)).toBe(60);
    expect(await read()).toMatchObject({ state: "unknown", checks: 0 });
  });

  test("is looked for by one runner of several, and by another when that one died", async () => {
    const { id, change } = await lose("reset");
    passTime(2 * SECOND);
    await Promise.all([settleDue(), settleDue(), settleDue()]);
    expect(await countReads()).toBe(1);

    // One that took it up and got no further.
    const db = await getDatabase();
    await change({ check_at: new Date(Date.now() + LEASE_MS).toISOString() });
    await db
      .updateTable("operation")
      .set(({ eb }) => ({ lease: eb("lease", "+", 1) }))
      .execute();
    expect(await settleDue()).toBe(0);
    passTime(LEASE_MS);
    expect(await settleDue()).toBe(1);
    expect((await findOperation(id))?.state).toBe("not_applied");
  });

  test("counts as the later runner found it, and no more as a slower one that took it up before", async () => {
    const { db, read, customer } = await lose("hold", "access.grant");
    passTime(QUIET_MS + SECOND);
    await plan({ mode: "hold", when: "after", match: { method: "GET" } });
    const slow = settleDue();
    await vi.waitFor(async () => expect(await countReads()).toBe(1));
    passTime(LEASE_MS);
    // Its look is not answered, so that the row stays as open as it was.
    await plan({ mode: "status", status: 500, when: "before", times: 5, match: { method: "GET" } });
    expect(await settleDue()).toBe(1);
    const [left, events] = [await read(), await db.selectFrom("audit_event").select("seq").execute()];
    expect(left).toMatchObject({ state: "unknown", checks: 0, lease: 3 });
    await letGo();
    await slow;
    expect([await read(), await db.selectFrom("audit_event").select("seq").execute()]).toEqual([left, events]);
    await landed(customer);
  });

  test("after a crash is found, or given up, or never was sent", async () => {
    for (const [state, arrives, end] of [
      ["sent", true, { state: "applied" }],
      ["sent", false, { state: "not_applied", outcome: { code: "did_not_arrive" } }],
      ["prepared", false, { state: "not_applied", outcome: { code: "never_sent" } }],
    ] as const) {
      const { id, customer, change } = await lose(arrives ? "hold" : "reset");
      if (arrives) {
        await letGo();
        await landed(customer);
      }
      await change(state === "sent" ? { state } : { state, attempts: 0, sent_at: null });
      passTime(QUIET_MS + SECOND);
      expect(await settleDue()).toBe(1);
      expect(await findOperation(id)).toMatchObject(end);
      expect(await settleDue()).toBe(0);
    }
  });

  test("is settled in any number, a few at a time", async () => {
    const { db, read } = await lose("reset");
    await read();
    const row = await db.selectFrom("operation").selectAll().executeTakeFirstOrThrow();
    const rows = Array.from({ length: 30 }, (_, at) => ({ ...row, id: `${row.id}-${at}` }));
    await db.insertInto("operation").values(rows).execute();
    passTime(QUIET_MS + SECOND);
    expect(await settleDue()).toBe(31);
    const open = await db.selectFrom("operation").select("id").where("state", "<>", "not_applied").execute();
    expect(open).toEqual([]);
  });

  test("stays as it is while the database is away, and the runner goes on", async () => {
    const { id } = await lose("reset");
    passTime(2 * SECOND);
    const shared = globalThis as typeof globalThis & { consoleDatabase?: unknown };
    const held = shared.consoleDatabase;
    shared.consoleDatabase = Promise.reject(new Error("gone"));
    await expect(settleDue()).rejects.toThrow("The journal is not available.");
    shared.consoleDatabase = held;
    expect(await settleDue()).toBe(1);
    expect(await findOperation(id)).toMatchObject({ state: "unknown" });
  });
});
