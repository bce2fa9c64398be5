import { describe, expect, test } from "vitest";
import type { Fault } from "@/lib/emulator/faults";
import { watchLog } from "@/lib/log/log.fixture";
import { callOf } from "@/lib/operations/bodies.fixture";
import {
  fillForm,
  findOperation,
  lead,
  listActivity,
  newCustomer,
  openWorld,
  passTime,
  plan,
  writeOperation,
} from "@/lib/operations/world.fixture";
import { erase, leaveTraces, newFolder } from "./erase.fixture";

const { listEvents } = await import("@/lib/audit/list-events");
const { readErased } = await import("./erased-list");

describe("what erasing refuses", () => {
  test("nothing is erased while a write to the customer is open, and it says which", async () => {
    const [{ db }, { list }] = [await openWorld(), newFolder()];
    const customer = await newCustomer();
    const body = { email: "zoe@example.com" };
    const input = await fillForm("profile.update", customer, { body });
    const id = input.target.operationId;
    await plan({ mode: "reset", when: "after", match: callOf["profile.update"] } as Fault);
    await writeOperation("profile.update", lead, input);
    const answer = await erase(db, customer, list);
    expect(answer).toMatchObject({
      ok: false,
      error: { code: "still_open", message: expect.stringMatching(/^Nothing was erased: “Edit profile” of \d{4}-/) },
    });
    expect(await findOperation(id)).toMatchObject({ request: body, erasedAt: null });
    expect((await listEvents({ action: "personal.erase" })).events).toEqual([]);
    expect(readErased(list).erased).toEqual([]);
    passTime(25 * 3_600_000);
    expect(await erase(db, customer, list)).toMatchObject({ ok: true });
    expect(await findOperation(id)).toMatchObject({ state: "unknown", request: {}, requestHash: "" });
  });

  test("what was erased is never sent, whoever still holds the form", async () => {
    const [{ db }, { list }] = [await openWorld(), newFolder()];
    const customer = await newCustomer();
    const input = await fillForm("access.grant", customer);
    const { operationId } = input.target;
    await plan({ mode: "status", status: 429, when: "before", match: callOf["access.grant"] } as Fault);
    await writeOperation("access.grant", lead, input);
    expect(await findOperation(operationId)).toMatchObject({ state: "not_applied" });
    await erase(db, customer, list);
    const again = await writeOperation("access.grant", lead, input);
    expect(again).toMatchObject({ ok: false, error: { outcome: "not_sent", code: "operation_reused" } });
    expect(await findOperation(operationId)).toMatchObject({ state: "not_applied", attempts: 1 });
  });

  test("when the list cannot be written nothing is erased", async () => {
    const [{ db }, { folder }] = [await openWorld(), newFolder()];
    const customer = await leaveTraces(`zoe.${crypto.randomUUID()}@example.com`);
    const lines = watchLog();
    expect(await erase(db, customer, folder)).toMatchObject({ ok: false, error: { code: "cannot_erase" } });
    expect(lines).toMatchObject([{ level: "error", fault: { code: "EISDIR" } }]);
    expect((await listActivity(customer.app, customer.profileId)).map(({ erasedAt }) => erasedAt)).toEqual([
      null,
      null,
      null,
    ]);
    expect((await listEvents({ action: "personal.erase" })).events).toEqual([]);
  });
});
