import { expect, test } from "vitest";
import { recheckOperation, sentFor } from "@/lib/operations/world.fixture";
import { addAccount, ask, refused } from "./approvals.fixture";

const { approveRequest } = await import("./approve");
const { rejectRequest, withdrawRequest } = await import("./close-request");
const { findApproval } = await import("./find-approvals");
const { openRequest } = await import("./open-request");

const now = new Date();

test("a request is opened by who asked for it and by who may decide, by nobody else who knows its address", async () => {
  const { db, mia, lena, adam, shown } = await ask();
  for (const person of [mia, lena, adam])
    expect(await openRequest(person, shown.id, now)).toMatchObject({ own: person === mia });
  for (const role of ["viewer", "agent", "auditor"] as const)
    expect(await openRequest(await addAccount(db, role, `other-${role}`), shown.id, now)).toBeUndefined();
  expect(await openRequest(mia, crypto.randomUUID(), now)).toBeUndefined();
});

test("nothing is done to a colleague's request by an agent who knows all of it, and each try is recorded", async () => {
  const { db, customer, shown, operationId } = await ask();
  const otto = await addAccount(db, "agent", "otto");
  expect(await withdrawRequest(otto, { id: shown.id })).toMatchObject(refused("not_yours"));
  expect(await rejectRequest(otto, { id: shown.id, note: "No." })).toMatchObject(refused("forbidden"));
  expect(await approveRequest(otto, shown)).toMatchObject(refused("forbidden"));
  expect(await recheckOperation(operationId, { customer })).toMatchObject(refused("no_such_operation"));
  expect(await findApproval(shown.id)).toMatchObject({ state: "waiting", decider: null });
  expect((await sentFor(customer)).bodies).toEqual([]);
  const denied = await db
    .selectFrom("audit_event")
    .selectAll()
    .where("outcome", "=", "denied")
    .orderBy("seq")
    .execute();
  expect(denied.map(({ actor_id, action }) => [actor_id, action])).toEqual([
    ["otto", "approval.withdraw"],
    ["otto", "approval.reject"],
    ["otto", "approval.approve"],
  ]);
});

test("what was approved is checked again for its own customer only", async () => {
  const { lena, shown, customer, operationId } = await ask();
  expect(await approveRequest(lena, shown)).toMatchObject({ ok: true });
  const other = { app: customer.app, profileId: crypto.randomUUID() };
  expect(await recheckOperation(operationId, { customer: other })).toMatchObject(refused("no_such_operation"));
  expect(await recheckOperation(operationId, { customer })).toMatchObject({ ok: true });
});
