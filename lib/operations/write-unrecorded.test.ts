import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { fillUp, makeRoom } from "@/lib/db/full.fixture";
import { callOf } from "./bodies.fixture";
import {
  fillForm,
  findOperation,
  forget,
  lead,
  newCustomer,
  openWorld,
  plan,
  recheckOperation,
  sentFor,
  writeOperation,
} from "./world.fixture";

const notSent = (code: string) => ({ ok: false, error: { outcome: "not_sent", code } });

describe("when the journal cannot take a change", () => {
  test.each(["insert", "update"] as const)("by %s, nothing is sent and the agent reads why", async (verb) => {
    const { db } = await openWorld();
    const customer = await newCustomer();
    const input = await fillForm("access.grant", customer);
    await forget();
    await fillUp(db, `${verb} on operation`);
    expect(await writeOperation("access.grant", lead, input)).toMatchObject({
      error: {
        outcome: "not_sent",
        code: "cannot_record",
        message: expect.stringMatching(/^Nothing was sent: the console cannot record/),
      },
    });
    expect((await sentFor(customer)).bodies).toEqual([]);
    await makeRoom(db);
    expect(await writeOperation("access.grant", lead, input)).toMatchObject({ ok: true });
    expect((await sentFor(customer)).effects).toBe(1);
  });

  test("because the table is gone, nothing is sent", async () => {
    const { db } = await openWorld();
    const customer = await newCustomer();
    const input = await fillForm("access.grant", customer);
    await forget();
    await sql`drop table operation`.execute(db);
    expect(await writeOperation("access.grant", lead, input)).toMatchObject(notSent("cannot_record"));
    expect((await sentFor(customer)).bodies).toEqual([]);
  });

  test.each([
    ["applied", undefined, { ok: true }],
    [
      "refused",
      { mode: "status", status: 400, body: { errors: ["no"], error_code: "no" } },
      { error: { outcome: "unknown", message: expect.stringMatching(/^Not confirmed yet/) } },
    ],
    ["unknown", { mode: "reset", when: "before" }, { error: { outcome: "unknown" } }],
  ] as const)(
    "after the sending, the answer is still true: %s; and the row is settled later",
    async (state, fault, answer) => {
      const { db } = await openWorld();
      const customer = await newCustomer();
      const input = await fillForm("access.grant", customer);
      const id = input.target.operationId;
      await forget();
      if (fault) await plan({ ...fault, match: callOf["access.grant"] } as Parameters<typeof plan>[0]);
      await fillUp(db, "update on operation", "new.state <> 'sent'");

      expect(await writeOperation("access.grant", lead, input)).toMatchObject(answer);

      expect(await findOperation(id)).toMatchObject({ state: "sent", attempts: 1 });
      await makeRoom(db);
      await recheckOperation(id);
      expect(await findOperation(id)).toMatchObject({ state: state === "applied" ? "applied" : "sent" });
      expect((await sentFor(customer)).bodies).toHaveLength(1);
    },
  );
});
