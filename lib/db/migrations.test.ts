import { getMigrations } from "better-auth/db/migration";
import { describe, expect, test, vi } from "vitest";
import { createAuth } from "@/lib/auth/auth";
import { countMigrations, database, openTestDatabase } from "./database.fixture";
import type { OperationTable } from "./schema";

const operation: OperationTable = {
  id: "5f0c7a52-4e8a-4f43-9d1b-6f3c8a0f3a11",
  app: "acme-ios",
  profile_id: "a0000000-0000-4000-8000-000000000001",
  customer_user_id: null,
  name: "access.grant",
  state: "prepared",
  agent_id: "practice-alex",
  agent_email: "alex@practice.example",
  agent_role: "agent",
  reason: "COURTESY",
  ticket: null,
  note: "Zoë said “thanks” 🎉\u202e",
  request: JSON.stringify({ access_level_id: "premium" }),
  request_hash: "0".repeat(64),
  outcome: null,
  before_json: null,
  after_json: null,
  days: 31,
  counted_for: "practice-alex",
  elevation_id: null,
  attempts: 0,
  created_at: "2026-03-14T09:30:00.000Z",
  sent_at: null,
  settled_at: null,
  may_land_until: null,
  check_at: null,
  checks: 0,
  lease: 0,
  undoes: null,
  approval_id: null,
  approver_id: null,
  approver_email: null,
  approver_role: null,
  erased_at: null,
};

describe("the tables", () => {
  test("an operation comes back as it was written", async () => {
    const db = await openTestDatabase(database.newBareUrl);
    await db.insertInto("operation").values(operation).execute();
    expect(await db.selectFrom("operation").selectAll().execute()).toEqual([operation]);
  });

  test("beside another console in the same database each has all of its own", async () => {
    const [one, other] = [await openTestDatabase(database.newBareUrl), await openTestDatabase(database.newBareUrl)];
    expect(await countMigrations(one)).toBe(await countMigrations(other));
    await one.insertInto("operation").values(operation).execute();
    expect(await other.selectFrom("operation").selectAll().execute()).toEqual([]);
  });

  test("the same operation id is written once", async () => {
    const db = await openTestDatabase(database.newBareUrl);
    await db.insertInto("operation").values(operation).execute();
    await expect(db.insertInto("operation").values(operation).execute()).rejects.toThrow();
    const repeated = await db
      .insertInto("operation")
      .values(operation)
      .onConflict((conflict) => conflict.column("id").doNothing())
      .executeTakeFirstOrThrow();
    expect(repeated.numInsertedOrUpdatedRows).toBe(0n);
  });

  test("of ten that settle one operation at once, one does", async () => {
    const db = await openTestDatabase(database.newBareUrl);
    await db.insertInto("operation").values(operation).execute();
    const settle = () =>
      db
        .updateTable("operation")
        .set({ state: "sent", sent_at: "2026-03-14T09:30:01.000Z" })
        .where("id", "=", operation.id)
        .where("state", "=", "prepared")
        .executeTakeFirstOrThrow();
    const results = await Promise.all(Array.from({ length: 10 }, settle));
    expect(results.filter(({ numUpdatedRows }) => numUpdatedRows === 1n)).toHaveLength(1);
  });

  test("a customer seen again replaces the older visit", async () => {
    const db = await openTestDatabase(database.newBareUrl);
    const visit = { agent_id: "a", app: "acme-ios", profile_id: "p", customer_user_id: "bob" };
    for (const viewed_at of ["2026-03-14T09:30:00.000Z", "2026-03-14T09:31:00.000Z"]) {
      await db
        .insertInto("recent_customer")
        .values({ ...visit, viewed_at })
        .onConflict((conflict) => conflict.columns(["agent_id", "app", "profile_id"]).doUpdateSet({ viewed_at }))
        .execute();
    }
    const rows = await db.selectFrom("recent_customer").select("viewed_at").execute();
    expect(rows).toEqual([{ viewed_at: "2026-03-14T09:31:00.000Z" }]);
  });

  test("better-auth finds every table, column, type and index it asks for", async () => {
    const db = await openTestDatabase(database.newBareUrl);
    const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
    const auth = createAuth({
      db,
      type: database.type,
      secret: "s".repeat(32),
      publicUrl: "http://127.0.0.1:3000",
      mode: "live",
    });
    const { toBeCreated, toBeAdded, toBeAddedIndexes, schemaProblems } = await getMigrations({
      ...auth.options,
      logger: { level: "warn" },
    });
    expect({ toBeCreated, toBeAdded, toBeAddedIndexes, schemaProblems }).toEqual({
      toBeCreated: [],
      toBeAdded: [],
      toBeAddedIndexes: [],
      schemaProblems: [],
    });
    expect(warn).not.toHaveBeenCalled();
    warn.mockRestore();
  });
});
