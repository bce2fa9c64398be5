import { expect, test } from "vitest";
import { findOperation, type newCustomer, readCustomer, sentFor } from "@/lib/operations/world.fixture";
import { addAccount, ask, forLife, refused } from "./approvals.fixture";

const { approveRequest } = await import("./approve");
const { endIdentities } = await import("@/lib/sso/former");
const { rejectRequest } = await import("./close-request");
const { findApproval } = await import("./find-approvals");

const isForLife = async (customer: Awaited<ReturnType<typeof newCustomer>>) =>
  (await readCustomer(customer)).access_levels?.some(({ expires_at }) => expires_at === null);

test("what an agent may not give alone waits, and is given once a lead says yes, as the agent's write", async () => {
  const { db, mia, lena, customer, input, shown, operationId } = await ask();
  expect((await sentFor(customer)).bodies).toEqual([]);
  expect(await findOperation(operationId)).toBeUndefined();
  expect(await findApproval(shown.id)).toMatchObject({
    state: "waiting",
    payload: JSON.parse(JSON.stringify(input)),
    needs: { code: "needs_approval", message: expect.stringContaining("lifetime access") },
    requester: { id: mia.id, role: "agent" },
    stateSeen: { accessLevels: [{ access_level_id: "premium" }] },
  });

  expect(await approveRequest(lena, shown)).toMatchObject({ ok: true });
  expect(await isForLife(customer)).toBe(true);
  expect((await sentFor(customer)).bodies).toEqual([JSON.stringify(forLife)]);
  expect(await findApproval(shown.id)).toMatchObject({ state: "approved", decider: { id: lena.id, role: "lead" } });
  expect(await findOperation(operationId)).toMatchObject({
    state: "applied",
    agent: { id: mia.id, role: "agent" },
    approver: { id: lena.id, email: lena.email, role: "lead" },
    approvalId: shown.id,
  });
  const events = await db.selectFrom("audit_event").selectAll().orderBy("seq").execute();
  expect(events.map(({ action, outcome, actor_id }) => [action, outcome, actor_id])).toEqual([
    ["approval.request", "done", mia.id],
    ["approval.approve", "done", lena.id],
    ["access.grant", "attempted", mia.id],
    ["access.grant", "sent", mia.id],
    ["access.grant", "applied", mia.id],
  ]);
  for (const event of events.slice(2, 4)) {
    expect(JSON.parse(event.detail ?? "")).toMatchObject({ approval: shown.id, approver: lena.id });
  }
  expect(new Set(events.map((event) => event.operation_id))).toEqual(new Set([operationId]));
});

test("who is the same person at the provider is no second one, also after they were tied to the other account", async () => {
  const { db, mia, lena, adam, shown } = await ask();
  const now = new Date();
  const issuer = "https://id.example.com";
  const tie = (userId: string, subject: string) =>
    db
      .insertInto("sso_identity")
      .values({ issuer, subject, user_id: userId, connected_at: now.toISOString() })
      .execute();
  await tie(mia.id, "one person");
  expect(await endIdentities(db, { userId: mia.id, issuer }, now)).toBe(true);
  expect(await endIdentities(db, { userId: mia.id }, now)).toBe(false);
  await tie(lena.id, "one person");
  await tie(mia.id, "another person");
  expect(await approveRequest(lena, shown)).toMatchObject(refused("own_request"));
  await endIdentities(db, { userId: lena.id }, now);
  expect(await approveRequest(lena, shown)).toMatchObject(refused("own_request"));
  await tie(adam.id, "a third");
  expect(await approveRequest(adam, shown)).toMatchObject({ ok: true });
});

test("of many who approve at once one runs it, once", async () => {
  const { db, lena, adam, customer, shown } = await ask();
  const others = await Promise.all(["a", "b", "c"].map((id) => addAccount(db, "lead", id)));
  const people = [lena, adam, ...others];
  const answers = await Promise.all(people.map((person) => approveRequest(person, shown)));
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  for (const answer of answers.filter(({ ok }) => !ok)) {
    expect(answer).toMatchObject({ error: { outcome: "not_sent" } });
  }
  expect((await sentFor(customer)).effects).toBe(1);
  const yes = await db.selectFrom("audit_event").selectAll().where("action", "=", "approval.approve").execute();
  expect(yes.filter(({ outcome }) => outcome === "done")).toHaveLength(1);
});

test("one person who approves twice at once has it run once, and reads the outcome twice", async () => {
  const { lena, customer, shown } = await ask();
  const answers = await Promise.all([approveRequest(lena, shown), approveRequest(lena, shown)]);
  expect(answers).toMatchObject([{ ok: true }, { ok: true }]);
  expect((await sentFor(customer)).effects).toBe(1);
});

test("one who approves and one who rejects at once: one of them", async () => {
  const { lena, adam, customer, shown } = await ask();
  const [yes, no] = await Promise.all([
    approveRequest(lena, shown),
    rejectRequest(adam, { id: shown.id, note: "No." }),
  ]);
  expect([yes.ok, no.ok].filter(Boolean)).toHaveLength(1);
  expect((await sentFor(customer)).bodies).toHaveLength(yes.ok ? 1 : 0);
});
