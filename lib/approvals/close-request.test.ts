import { expect, test } from "vitest";
import { iso } from "@/lib/operations/bodies.fixture";
import {
  fillForm,
  findOperation,
  newCustomer,
  openWorld,
  saveSettings,
  writeOperation,
} from "@/lib/operations/world.fixture";
import { noLimits } from "@/lib/settings/limits";
import { addAccount, addTeam, refused } from "./approvals.fixture";

const { approveRequest } = await import("./approve");
const { rejectRequest, withdrawRequest } = await import("./close-request");
const { findApproval } = await import("./find-approvals");
const { requestApproval } = await import("./request-approval");

test("what was sent alone after all is withdrawn with it, and nobody rejects what was given", async () => {
  const { db } = await openWorld();
  const { mia, lena } = await addTeam(db);
  await saveSettings({ limits: { ...noLimits, agent: { ...noLimits.agent, daysPerGrant: 5 } } });
  const body = { access_level_id: "premium", expires_at: iso(100) };
  const form = await fillForm("access.grant", await newCustomer(), { body });
  const asked = await requestApproval("access.grant", mia, form);
  if (!asked.ok) throw new Error(asked.error.message);
  const id = asked.data.approvalId;
  await saveSettings({ limits: noLimits });
  expect(await writeOperation("access.grant", mia, form)).toMatchObject({ ok: true });

  expect(await findApproval(id)).toMatchObject({ state: "withdrawn", decider: { id: mia.id } });
  expect(await rejectRequest(lena, { id, note: "no" })).toMatchObject(refused("not_waiting"));
  const steps = await db
    .selectFrom("audit_event")
    .select(["action", "actor_id"])
    .where("action", "=", "approval.withdraw")
    .execute();
  expect(steps).toEqual([{ action: "approval.withdraw", actor_id: mia.id }]);

  // As when it was asked for in the very moment in which it was sent.
  await db.updateTable("approval").set({ state: "waiting" }).where("id", "=", id).execute();
  expect(await rejectRequest(lena, { id, note: "no" })).toMatchObject(refused("already_sent"));
  expect(await withdrawRequest(mia, { id })).toMatchObject(refused("already_sent"));
  expect(await findOperation(form.target.operationId)).toMatchObject({ state: "applied" });
});

test("nobody decides by a second account of the same mailbox", async () => {
  const { db } = await openWorld();
  const sam = await addAccount(db, "agent", "one", "sam@corp.test");
  const samToo = await addAccount(db, "lead", "two", "Sam+lead@corp.test");
  await addAccount(db, "admin", "adam", "adam@corp.test");
  const body = { access_level_id: "premium", expires_at: null };
  const asked = await requestApproval(
    "access.grant",
    sam,
    await fillForm("access.grant", await newCustomer(), { body }),
  );
  if (!asked.ok) throw new Error(asked.error.message);
  const approval = await findApproval(asked.data.approvalId);
  if (!approval) throw new Error("Nothing was kept.");
  const shown = { id: approval.id, payloadHash: approval.payloadHash, operation: approval.name };
  expect(await approveRequest(samToo, shown)).toMatchObject(refused("own_request"));
  expect(await rejectRequest(samToo, { id: approval.id, note: "no" })).toMatchObject(refused("own_request"));
});
