import { type Kysely, sql } from "kysely";
import { describe, expect, test } from "vitest";
import { append, grant } from "@/lib/audit/record.fixture";
import { fillForm, lead, newCustomer, openWorld, writeOperation } from "@/lib/operations/world.fixture";
import { up } from "./migrations/0024-more-beginnings";

const { listEvents } = await import("@/lib/audit/list-events");
const { listOperations } = await import("@/lib/operations/list-operations");

describe("what an earlier console indexed", () => {
  test("is found by every beginning of its words, once each, after the update", async () => {
    const { db } = await openWorld();
    const filled = await fillForm("access.grant", await newCustomer());
    await writeOperation("access.grant", lead, { ...filled, why: { ...filled.why, note: "chargeback" } });
    await append(db, grant);
    const short = sql<number>`length(key)`;
    for (const table of ["audit_word", "operation_word"] as const) {
      await db
        .deleteFrom(table as "audit_word")
        .where(short, "in", [4, 6, 7])
        .execute();
    }
    const find = async (text: string) => {
      const [{ events }, { entries }] = await Promise.all([listEvents({ text }), listOperations({ text })]);
      return [events.length, entries.length];
    };
    expect(await find("charge")).toEqual([0, 0]);
    await up(db as Kysely<unknown>);
    for (const text of ["cha", "char", "charg", "charge", "chargeb", "chargebac"])
      expect([text, await find(text)]).toEqual([text, [1, 1]]);
    expect((await listEvents({ text: "thanks" })).events).toHaveLength(1);
  });
});
