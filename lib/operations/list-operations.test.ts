import { describe, expect, test } from "vitest";
import { callOf } from "./bodies.fixture";
import {
  agentOf,
  type Customer,
  fillForm,
  lead,
  newCustomer,
  openWorld,
  passTime,
  plan,
  writeOperation,
} from "./world.fixture";

const { listOperations, PAGE } = await import("./list-operations");
const { reindexOperations } = await import("./index-operations");

const noted = async (customer: Customer, why: { note?: string; ticket?: string; reason?: string }, agent = lead) => {
  const filled = await fillForm("access.grant", customer);
  return writeOperation("access.grant", agent, { ...filled, why: { ...filled.why, ...why } });
};

const told = async (filter: Parameters<typeof listOperations>[0]) =>
  (await listOperations(filter)).entries.map(({ name, customerUserId }) => `${customerUserId} ${name}`);

describe("the list of operations", () => {
  async function fill() {
    await openWorld();
    const [zoe, max] = [await newCustomer({ customer_user_id: "zoe" }), await newCustomer({ customer_user_id: "max" })];
    await noted(zoe, { note: "100% of the day was lost", ticket: "ZD-77" });
    passTime(86_400_000);
    await noted(max, { note: "asked twice" }, agentOf("agent"));
    passTime(86_400_000);
    await writeOperation("profile.update", lead, await fillForm("profile.update", zoe));
    return { zoe, max };
  }

  describe("lists what was done from here, newest first,", () => {
    test("all of it", async () => {
      await fill();
      expect(await told({})).toEqual(["zoe profile.update", "max access.grant", "zoe access.grant"]);
    });

    test("of one agent, one customer by either id, one operation", async () => {
      const { zoe } = await fill();
      expect(await told({ agentId: agentOf("agent").id })).toEqual(["max access.grant"]);
      expect(await told({ customer: "zoe" })).toEqual(["zoe profile.update", "zoe access.grant"]);
      expect(await told({ customer: zoe.profileId.toUpperCase() })).toEqual(["zoe profile.update", "zoe access.grant"]);
      expect(await told({ customer: "Zoe" })).toEqual([]);
      expect(await told({ customer: "zoe", name: "access.grant" })).toEqual(["zoe access.grant"]);
    });

    test("between two instants, the first of them counted", async () => {
      await fill();
      const [, max] = (await listOperations({})).entries;
      expect(await told({ from: max?.createdAt })).toEqual(["zoe profile.update", "max access.grant"]);
      expect(await told({ until: max?.createdAt })).toEqual(["zoe access.grant"]);
    });

    test("by words of the note, the ticket, the reason and the customer user id, or how they begin", async () => {
      await fill();
      expect(await told({ text: "ASKED" })).toEqual(["max access.grant"]);
      expect(await told({ text: "zd-7" })).toEqual(["zoe access.grant"]);
      expect(await told({ text: "100%" })).toEqual(["zoe access.grant"]);
      expect(await told({ text: "1_0" })).toEqual([]);
      expect(await told({ text: "max twice", customer: "max" })).toEqual(["max access.grant"]);
      expect(await told({ text: "max lost" })).toEqual([]);
      expect(await told({ text: "as" })).toEqual([]);
      expect(await told({ text: "' or 1=1 --" })).toEqual([]);
    });

    test("by what became of it", async () => {
      const { max } = await fill();
      const body = { errors: [{ source: null, errors: ["No."] }], error_code: "value_error", status_code: 400 };
      await plan({ mode: "status", status: 400, body, match: callOf["access.grant"] } as Parameters<typeof plan>[0]);
      await noted(max, {});
      expect(await told({ outcome: "applied" })).toHaveLength(3);
      expect(await told({ outcome: "rejected" })).toEqual(["max access.grant"]);
      expect(await told({ outcome: "open" })).toEqual([]);
    });
  });

  test("pages meet without a gap or a repetition, also where many happened at one moment", async () => {
    await openWorld();
    const { getDatabase } = await import("@/lib/db/database");
    const customer = await newCustomer();
    await noted(customer, {});
    const db = await getDatabase();
    const [row] = await db.selectFrom("operation").selectAll().execute();
    if (!row) throw new Error("Nothing was written.");
    const ids = Array.from({ length: 2 * PAGE + 3 }, (_, index) => `copy-${String(index).padStart(4, "0")}`);
    for (const id of ids)
      await db
        .insertInto("operation")
        .values({ ...row, id })
        .execute();

    const seen: string[] = [];
    let before: string | undefined;
    do {
      const { entries, older } = await listOperations({ before });
      expect(entries.length).toBeLessThanOrEqual(PAGE);
      seen.push(...entries.map(({ id }) => id));
      before = older ?? undefined;
    } while (before);
    expect(seen).toEqual([...ids, row.id].sort().reverse());

    await reindexOperations(db, ids);
    const found: string[] = [];
    do {
      const { entries, older } = await listOperations({ text: row.reason ?? "", before });
      found.push(...entries.map(({ id }) => id));
      before = older ?? undefined;
    } while (before);
    expect(found).toEqual(seen);
  });

  test("an address that somebody changed by hand is read as the first page", async () => {
    await fill();
    for (const before of ["", "x", "2026-01-01_1", "'; drop table operation --"])
      expect(await told({ before })).toHaveLength(3);
  });
});
