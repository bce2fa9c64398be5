import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { type CompiledQuery, sql } from "kysely";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { database, openTestDatabase } from "@/lib/db/database.fixture";
import { openDatabase } from "@/lib/db/open";
import { canonicalize } from "./canonical";
import { commit, GENESIS, hashEvent, toCanonical } from "./chain";
import { record } from "./record";
import { append, at, grant, readEvents, view } from "./record.fixture";

const recordMany = fileURLToPath(new URL("record-many.fixture.ts", import.meta.url));

/** Processes that are ready and all begin to record at the same word. Their exit codes. */
async function recordAtOnce(url: string, processes: number, each: number): Promise<number[]> {
  const args = ["--conditions=react-server", "--import", "tsx", recordMany, url, String(each)];
  const children = Array.from({ length: processes }, () =>
    spawn(process.execPath, args, { stdio: ["pipe", "pipe", "inherit"] }),
  );
  await Promise.all(children.map(({ stdout }) => once(stdout, "data")));
  const exits = children.map(async (child) => Number((await once(child, "exit"))[0]));
  for (const { stdin } of children) stdin.write("go");
  return Promise.all(exits);
}

const isChain = (rows: Awaited<ReturnType<typeof readEvents>>) =>
  rows.every(
    (row, index) =>
      row.seq === index + 1 &&
      row.prev_hash === (rows[index - 1]?.hash ?? GENESIS) &&
      row.hash === hashEvent(row.prev_hash, toCanonical(row)),
  );

describe("the audit record", () => {
  test("however many are recorded at once, the statements are the same", async () => {
    const db = await openTestDatabase();
    const statementsFor = (count: number) =>
      db.transaction().execute(async (trx) => {
        const asked = vi.spyOn(trx, "executeQuery");
        await record(
          trx,
          Array.from({ length: count }, () => grant),
          at,
        );
        return asked.mock.calls.map(([query]) => (query as CompiledQuery).sql);
      });
    const one = await statementsFor(1);
    expect(one.length).toBeGreaterThan(3);
    expect(await statementsFor(7)).toEqual(one);
    expect(isChain(await readEvents(db))).toBe(true);
  });

  test("an event says who, in which role, what, on whom, why and what became of it", async () => {
    const db = await openTestDatabase();
    expect(await append(db, view, grant)).toBe(2);
    const rows = await readEvents(db);
    expect(rows[1]).toMatchObject({
      seq: 2,
      recorded_at: at.toISOString(),
      actor_id: "practice-alex",
      actor_role: "agent",
      action: "access.grant",
      action_version: 1,
      app: "acme-ios",
      target_type: "profile",
      target_id: grant.target.id,
      reason: "COURTESY",
      changes: canonicalize(grant.changes),
      outcome: "applied",
      detail: '{"status":200}',
      request_id: "adapty-1",
      operation_id: grant.operationId,
    });
    expect(isChain(rows)).toBe(true);
  });

  test("what is personal stands beside the chain, which holds only its salted hash", async () => {
    const db = await openTestDatabase();
    await append(db, grant, grant);
    const [first, second] = await readEvents(db);
    const parts = await db.selectFrom("audit_personal").selectAll().orderBy("seq").orderBy("part").execute();
    expect(parts.map(({ seq, part, body }) => [seq, part, JSON.parse(body ?? "")])).toEqual([
      [1, "actor", { email: "alex@practice.example" }],
      [1, "subject", grant.personal],
      [2, "actor", { email: "alex@practice.example" }],
      [2, "subject", grant.personal],
    ]);
    expect(first?.subject_commitment).toBe(commit(parts[1]?.salt ?? "", parts[1]?.body ?? ""));
    expect(second?.subject_commitment).not.toBe(first?.subject_commitment);
    expect(JSON.stringify(first)).not.toMatch(/alex@|thanks/);
  });

  test("an event falls with the transaction that it is part of", async () => {
    const db = await openTestDatabase();
    const failing = db.transaction().execute(async (trx) => {
      await record(trx, [grant], at);
      throw new Error("no");
    });
    await expect(failing).rejects.toThrow("no");
    expect(await readEvents(db)).toEqual([]);
  });

  test("nobody updates, deletes, replaces, inserts out of turn or empties it", async () => {
    const db = await openTestDatabase();
    await append(db, grant, grant);
    const events = await readEvents(db);
    const before = [events, await db.selectFrom("audit_personal").selectAll().execute()];
    const head = events[1] as (typeof events)[number];
    const next = { ...head, id: "x", prev_hash: head.hash };
    const attempts = [
      db.updateTable("audit_event").set({ outcome: "denied" }),
      db.deleteFrom("audit_event").where("seq", "=", 2),
      db.insertInto("audit_event").values({ ...next, seq: 4 }),
      db.insertInto("audit_event").values({ ...next, seq: 3, prev_hash: GENESIS }),
      db
        .insertInto("audit_event")
        .orReplace()
        .values({ ...head, id: "x" }),
      db.updateTable("audit_personal").set({ body: "{}" }),
      db.updateTable("audit_personal").set({ body: null, salt: null }),
      db.deleteFrom("audit_personal"),
      db
        .insertInto("audit_personal")
        .orReplace()
        .values({ seq: 1, part: "actor", salt: "a", body: "{}", erased_by: null }),
      sql`truncate table audit_event`,
    ];
    for (const attempt of attempts) {
      const run = "compile" in attempt && "executeTakeFirst" in attempt ? attempt.execute() : attempt.execute(db);
      await expect(run).rejects.toThrow();
    }
    expect([await readEvents(db), await db.selectFrom("audit_personal").selectAll().execute()]).toEqual(before);
  });

  test("fifty that record at once on one handle make one chain", async () => {
    const db = await openTestDatabase();
    await Promise.all(Array.from({ length: 50 }, () => append(db, view, grant)));
    const rows = await readEvents(db);
    expect(rows).toHaveLength(100);
    expect(isChain(rows)).toBe(true);
  });

  test("three processes that record at once make one chain", async () => {
    const url = await database.newUrl();
    const db = await openDatabase(url);
    onTestFinished(() => db.destroy());
    expect(await recordAtOnce(url, 3, 40)).toEqual([0, 0, 0]);
    const rows = await readEvents(db);
    expect(rows).toHaveLength(120);
    expect(isChain(rows)).toBe(true);
  });

  test("a text that no database gives back letter by letter does not break the chain", async () => {
    const db = await openTestDatabase();
    await append(db, { ...view, target: { type: "profile", app: "a\0b", id: `\ud800${"x".repeat(5000)}` } });
    const rows = await readEvents(db);
    expect(rows[0]).toMatchObject({ app: "a\ufffdb", target_id: `\ufffd${"x".repeat(199)}` });
    expect(isChain(rows)).toBe(true);
  });
});
