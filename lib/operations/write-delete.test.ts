import { describe, expect, test } from "vitest";
import { openOffice } from "@/lib/approvals/approvals.fixture";
import type { Fault } from "@/lib/emulator/faults";
import { bodies, callOf, iso } from "./bodies.fixture";
import { approval, gone, isThere, prepare, unknown } from "./delete.fixture";
import {
  agentOf,
  fillForm,
  findOperation,
  forget,
  lead,
  listActivity,
  newCustomer,
  passTime,
  plan,
  QUIET_MS,
  recheckOperation,
  sentFor,
  writeOperation,
} from "./world.fixture";

test("nobody deletes without an approval, and whoever tried is recorded", async () => {
  const { db } = await openOffice();
  const customer = await newCustomer();
  await forget();
  for (const role of ["viewer", "agent", "lead", "admin", "auditor"] as const) {
    const input = await fillForm("profile.delete", customer, { acknowledged: true });
    expect(await writeOperation("profile.delete", agentOf(role), input)).toMatchObject({
      ok: false,
      error: {
        outcome: "not_sent",
        code: "needs_approval",
        message: `Nobody deletes a customer alone: ${role === "admin" ? "another" : "an"} admin has to approve it. Nothing was sent.`,
      },
    });
  }
  expect((await sentFor(customer)).bodies).toEqual([]);
  expect(await db.selectFrom("operation").selectAll().execute()).toEqual([]);
  const denied = await db.selectFrom("audit_event").selectAll().orderBy("seq").execute();
  expect(denied.map((row) => [row.actor_role, row.action, row.target_id, row.outcome, row.detail])).toEqual(
    ["viewer", "agent", "lead", "admin", "auditor"].map((role) => [
      role,
      "profile.delete",
      customer.profileId,
      "denied",
      '{"code":"needs_approval"}',
    ]),
  );
});

test("what was approved is deleted, and its journal stays", async () => {
  const { db } = await openOffice();
  const customer = await newCustomer();
  const input = await fillForm("profile.delete", customer);
  const id = input.target.operationId;
  await forget();
  expect(await writeOperation("profile.delete", lead, input, approval)).toEqual({
    ok: true,
    data: { profile: null, operationId: id },
  });
  expect(await isThere(customer)).toBe(false);
  expect((await sentFor(customer)).effects).toBe(1);
  expect(await findOperation(id)).toMatchObject({
    state: "applied",
    attempts: 1,
    before: expect.any(Object),
    after: null,
  });
  expect(await listActivity(customer.app, customer.profileId)).toMatchObject([{ id, state: "applied" }]);
  const events = await db.selectFrom("audit_event").select("outcome").orderBy("seq").execute();
  expect(events.map(({ outcome }) => outcome)).toEqual(["attempted", "sent", "applied"]);
});

test("the same form sent again deletes nobody twice", async () => {
  const { customer, send } = await prepare();
  expect(await send()).toMatchObject({ ok: true });
  expect(await send()).toMatchObject({ ok: true, data: { profile: null } });
  expect((await sentFor(customer)).bodies).toHaveLength(1);
});

describe("a customer who is gone", () => {
  test("at the first look was not deleted from here", async () => {
    const { customer, input, id, send } = await prepare();
    await writeOperation("profile.delete", lead, await fillForm("profile.delete", customer), approval);
    await forget();
    expect(await send()).toMatchObject({ ok: false, error: { outcome: "not_sent", code: gone.code } });
    expect((await sentFor(customer)).bodies).toEqual([]);
    expect(await findOperation(input.target.operationId)).toBeUndefined();
    expect(await recheckOperation(id)).toMatchObject({ ok: false, error: { code: "no_such_operation" } });
  });

  test("when the deletion arrives was deleted by somebody else: it is refused", async () => {
    const body = { errors: [{ source: null, errors: ["Profile not found"] }], error_code: gone.code, status_code: 404 };
    const { id, send } = await prepare({ mode: "status", status: 404, when: "before", body });
    expect(await send()).toMatchObject({ ok: false, error: { outcome: "refused", code: gone.code } });
    expect(await findOperation(id)).toMatchObject({ state: "rejected" });
  });

  test.each([
    ["a reset", { mode: "reset", when: "after" }],
    ["a 500", { mode: "status", when: "after", status: 500 }],
    ["a gateway's page with status 404", { mode: "html", when: "after", status: 404 }],
  ])("after %s lost the answer to our own deletion was deleted by it", async (_, fault) => {
    const { customer, id, send } = await prepare(fault);
    expect(await send()).toMatchObject({ ok: true, data: { profile: null } });
    expect(await findOperation(id)).toMatchObject({ state: "applied", attempts: 1 });
    expect((await sentFor(customer)).effects).toBe(1);
  });

  test("and for whom only a gateway's page speaks is not known to be gone", async () => {
    const { id, send } = await prepare({ mode: "reset", when: "before" });
    expect(await send()).toMatchObject(unknown);
    await plan({ mode: "html", status: 404, match: { method: "GET" } } as Fault);
    expect(await recheckOperation(id)).toMatchObject(unknown);
    expect(await findOperation(id)).toMatchObject({ state: "unknown" });
  });
});

test("who pays is deleted only when it is known that the store goes on charging", async () => {
  await openOffice();
  const paid = { ...(bodies["transaction.set"]("") as object), expires_at: iso(300) };
  const customer = await newCustomer({ transactions: [paid] });
  const input = await fillForm("profile.delete", customer);
  expect(await writeOperation("profile.delete", lead, input, approval)).toMatchObject({
    ok: false,
    error: { outcome: "not_sent", code: "not_allowed", message: expect.stringContaining("goes on charging") },
  });
  expect(await isThere(customer)).toBe(true);
  expect(await writeOperation("profile.delete", lead, { ...input, acknowledged: true }, approval)).toMatchObject({
    ok: true,
  });
  expect(await isThere(customer)).toBe(false);
});

test("what was open when its customer went stays unknown, and says so once", async () => {
  const { db } = await openOffice();
  const customer = await newCustomer();
  const edit = await fillForm("profile.update", customer, { body: { email: "zoe@example.com" } });
  await plan({ match: callOf["profile.update"], mode: "reset", when: "before" } as Fault);
  expect(await writeOperation("profile.update", lead, edit)).toMatchObject(unknown);
  passTime(QUIET_MS + 1000);
  const input = await fillForm("profile.delete", customer);
  expect(await writeOperation("profile.delete", lead, input, approval)).toMatchObject({ ok: true });
  for (const _twice of [1, 2]) {
    expect(await recheckOperation(edit.target.operationId)).toMatchObject({
      error: { outcome: "unknown", code: "profile_gone", message: expect.stringContaining("never will be") },
    });
  }
  const told = db.selectFrom("audit_event").select("outcome").where("operation_id", "=", edit.target.operationId);
  expect((await told.execute()).map(({ outcome }) => outcome)).toEqual(["attempted", "sent", "unknown", "unknown"]);
});
