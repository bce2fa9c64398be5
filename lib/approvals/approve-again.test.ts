import type { Kysely } from "kysely";
import { describe, expect, test } from "vitest";
import { fillUp, makeRoom } from "@/lib/db/full.fixture";
import type { Schema } from "@/lib/db/schema";
import { callOf } from "@/lib/operations/bodies.fixture";
import { findOperation, passTime, plan, sentFor, writeOperation } from "@/lib/operations/world.fixture";
import { ask } from "./approvals.fixture";

const { approveRequest } = await import("./approve");
const { findApproval } = await import("./find-approvals");

const stopBeforeSending = (db: Kysely<Schema>) => fillUp(db, "update of sent_at on operation");

describe("a yes after which the console stopped", () => {
  test("is run again under the same id, by the same person at once and by another after a while", async () => {
    for (const who of ["lena", "adam"] as const) {
      const { db, customer, shown, operationId, ...people } = await ask();
      await stopBeforeSending(db);
      expect(await approveRequest(people.lena, shown)).toMatchObject({ error: { code: "cannot_record" } });
      await makeRoom(db);
      expect(await findOperation(operationId)).toMatchObject({ state: "prepared", approver: { id: "lena" } });
      expect((await sentFor(customer)).bodies).toEqual([]);
      if (who === "adam") {
        expect(await approveRequest(people.adam, shown)).toMatchObject({ error: { code: "not_waiting" } });
        passTime(60_000);
      }
      expect(await approveRequest(people[who], shown)).toMatchObject({ ok: true });
      expect((await sentFor(customer)).effects).toBe(1);
      expect(await findOperation(operationId)).toMatchObject({ state: "applied", approver: { id: who } });
      expect(await findApproval(shown.id)).toMatchObject({ decider: { id: who } });
    }
  });

  test("is not run by who asked", async () => {
    const { db, mia, lena, input, customer, shown } = await ask();
    await stopBeforeSending(db);
    await approveRequest(lena, shown);
    await makeRoom(db);
    expect(await writeOperation("access.grant", mia, input)).toMatchObject({ error: { code: "needs_approval" } });
    expect((await sentFor(customer)).bodies).toEqual([]);
  });

  test("and before the answer came reads as unknown until Adapty tells", async () => {
    const { lena, customer, shown, operationId } = await ask();
    await plan({ mode: "reset", when: "after", match: callOf["access.grant"] });
    expect(await approveRequest(lena, shown)).toMatchObject({ ok: true });
    expect(await findOperation(operationId)).toMatchObject({ state: "applied" });
    expect((await sentFor(customer)).effects).toBe(1);
  });
});
