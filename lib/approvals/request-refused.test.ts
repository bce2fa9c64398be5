import { expect, test } from "vitest";
import { addElevation } from "@/lib/emergency/elevation.fixture";
import {
  agentOf,
  fillForm,
  newCustomer,
  openWorld,
  saveSettings,
  writeOperation,
} from "@/lib/operations/world.fixture";
import { addAccount, addTeam, form, refused, shownOf, until } from "./approvals.fixture";

const { approveRequest } = await import("./approve");
const { requestApproval } = await import("./request-approval");

test("what the agent may do alone is not asked for", async () => {
  const { db } = await openWorld();
  const { mia } = await addTeam(db);
  const input = await form(await newCustomer(), until(40));
  expect(await requestApproval("access.grant", mia, input)).toMatchObject(refused("needs_no_approval"));
});

test("what is wrong, or seen too long ago, is refused as a direct write is", async () => {
  const { db } = await openWorld();
  const { mia } = await addTeam(db);
  const customer = await newCustomer();
  const ask = (input: Awaited<ReturnType<typeof form>>) => requestApproval("access.grant", mia, input);
  const input = await form(customer);
  expect(await ask({ ...input, why: { reason: "NOBODYS" } })).toMatchObject(refused("invalid_input"));
  const old = { ...input, target: { ...input.target, seen: "[]" } };
  expect(await ask(old)).toMatchObject(refused("changed_since"));
  const unknownLevel = await form(customer, { access_level_id: "gold", expires_at: null });
  expect(await ask(unknownLevel)).toMatchObject(refused("not_allowed"));
  expect(await db.selectFrom("approval").selectAll().execute()).toEqual([]);
});

test("nobody asks for what their role may not do at all", async () => {
  const { db } = await openWorld();
  await addTeam(db);
  const input = await form(await newCustomer());
  for (const role of ["viewer", "auditor"] as const) {
    expect(await requestApproval("access.grant", agentOf(role), input)).toMatchObject(refused("forbidden"));
  }
});

test("under emergency access nobody asks for what their own role may not do, which no yes could ever send", async () => {
  const { db } = await openWorld();
  const { mia, lena, adam } = await addTeam(db);
  await saveSettings({ staffDomains: ["own.example"] });
  const customer = await newCustomer({ customer_user_id: `zoe-${crypto.randomUUID()}@own.example` });
  const elevated = async (person: typeof mia) => {
    const { id: elevationId, session_id: sessionId } = await addElevation(db, person);
    return { ...person, role: "emergency" as const, elevationId, sessionId };
  };
  const asMia = await elevated(mia);
  const transaction = await fillForm("transaction.set", customer);
  expect(await writeOperation("transaction.set", asMia, transaction)).toMatchObject(refused("needs_approval"));
  expect(await requestApproval("transaction.set", asMia, transaction)).toMatchObject({
    error: {
      outcome: "not_sent",
      code: "forbidden",
      message:
        "Nothing was asked for. Your role (agent) may not enter a transaction. A lead or an admin can. Emergency access does not count for what somebody else is to approve.",
    },
  });
  expect(await db.selectFrom("approval").selectAll().execute()).toEqual([]);
  const denied = db.selectFrom("audit_event").select("outcome").where("action", "=", "approval.request");
  expect(await denied.execute()).toEqual([{ outcome: "denied" }]);

  for (const [name, asker] of [
    ["access.grant", asMia],
    ["transaction.set", await elevated(lena)],
  ] as const) {
    const shown = await shownOf(await requestApproval(name, asker, await fillForm(name, customer)));
    expect(await approveRequest(adam, shown)).toMatchObject({ ok: true });
  }
});

test("when nobody else may approve it, that is said at once", async () => {
  const { db } = await openWorld();
  const { mia } = await addTeam(db);
  const disabledAt = new Date().toISOString();
  await db.updateTable("user").set({ disabledAt }).where("id", "in", ["lena", "adam"]).execute();
  // The practice people can be asked, too: they are disabled as well.
  for (const [role, id] of [
    ["lead", "practice-lena"],
    ["admin", "practice-adam"],
  ] as const) {
    await addAccount(db, role, id);
    await db.updateTable("user").set({ disabledAt }).where("id", "=", id).execute();
  }
  expect(await requestApproval("access.grant", mia, await form(await newCustomer()))).toMatchObject(
    refused("no_approver"),
  );
});
