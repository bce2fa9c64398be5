import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { readEvents } from "@/lib/audit/record.fixture";
import { noLimits } from "@/lib/settings/limits";
import { agentOf, findOperation, openWorld } from "./world.fixture";

const { beginOperation } = await import("./claim");

const now = new Date("2027-03-02T12:00:00.000Z");
const snapshot = { timestamp: 7, revenueUsd: 0, accessLevels: [], attributes: null };
const held = { ...agentOf("agent"), limits: noLimits };
const newOperation = () => ({
  id: crypto.randomUUID(),
  app: "acme-ios",
  profileId: "a0000000-0000-4000-8000-000000000001",
  customerUserId: null,
  name: "access.grant" as const,
  agent: agentOf("agent"),
  reason: "OTHER",
  note: "lost a day",
  request: { access_level_id: "premium", expires_at: null },
  before: snapshot,
  days: 31,
  countedFor: "test-agent",
});

describe("a write is recorded and claimed in one step:", () => {
  test("both are in the journal and in the record, in this order", async () => {
    const { db } = await openWorld();
    const operation = newOperation();
    const begun = await beginOperation(operation, { sendings: 0, held, now });
    expect(begun?.claim).toMatchObject({ state: "sent", attempts: 1 });
    expect(await findOperation(operation.id)).toEqual(begun?.claim);
    expect((await readEvents(db)).map(({ outcome }) => outcome)).toEqual(["attempted", "sent"]);
    expect(await beginOperation(operation, { sendings: 1, held, now })).toBeUndefined();
  });

  test("one that waits for another write, or is over a limit, is recorded and not claimed", async () => {
    const { db } = await openWorld();
    await beginOperation(newOperation(), { sendings: 0, held, now });
    const limits = { ...noLimits, agent: { ...noLimits.agent, grantsPerDay: 1 } };
    for (const [sendings, mine, expected] of [
      [1, held, "busy"],
      [0, held, "busy"],
      [1, { ...agentOf("agent"), limits }, { over: expect.stringContaining("1 grant a day") }],
    ] as const) {
      const operation = newOperation();
      const begun = await beginOperation(operation, { sendings, held: mine, now });
      expect(begun?.claim).toEqual(expected);
      expect(await findOperation(operation.id)).toEqual(begun?.row);
      expect(begun?.row).toMatchObject({ state: "prepared", attempts: 0 });
    }
    const told = (await readEvents(db)).map(({ outcome }) => outcome);
    expect(told).toEqual(["attempted", "sent", "attempted", "attempted", "attempted"]);
  });

  test("where the record cannot be written nothing of it stays", async () => {
    const { db } = await openWorld();
    await sql`alter table audit_event rename to gone`.execute(db);
    await expect(beginOperation(newOperation(), { sendings: 0, held, now })).rejects.toThrow("not available");
    expect(await db.selectFrom("operation").select("id").execute()).toEqual([]);
    expect(await db.selectFrom("operation_word").select("key").execute()).toEqual([]);
  });

  test("of ten at once for one customer one is claimed, and all are recorded", async () => {
    const { db } = await openWorld();
    const begin = () => beginOperation(newOperation(), { sendings: 0, held, now });
    const begun = await Promise.all(Array.from({ length: 10 }, begin));
    expect(begun.filter((one) => one?.claim === "busy")).toHaveLength(9);
    expect(await db.selectFrom("operation").select("id").where("state", "=", "sent").execute()).toHaveLength(1);
    expect(await readEvents(db)).toHaveLength(11);
  });
});
