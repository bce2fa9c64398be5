import { type Kysely, sql } from "kysely";
import { describe, expect, test } from "vitest";
import { dialects } from "@/lib/db/database.fixture";
import type { Schema } from "@/lib/db/schema";
import { callOf, iso } from "@/lib/operations/bodies.fixture";
import {
  fillForm,
  findOperation,
  forget,
  newCustomer,
  openWorld,
  passTime,
  plan,
  readCustomer,
  sentFor,
  writeOperation,
} from "@/lib/operations/world.fixture";
import { addAccount, addTeam } from "./approvals.fixture";

const { requestApproval } = await import("./request-approval");
const { approveRequest } = await import("./approve");
const { rejectRequest, withdrawRequest } = await import("./close-request");
const { findApproval } = await import("./find-approvals");

const forLife = { access_level_id: "premium", expires_at: null };

async function ask(newUrl?: () => Promise<string>) {
  const { db } = await openWorld(newUrl);
  const team = await addTeam(db);
  const customer = await newCustomer();
  const input = await fillForm("access.grant", customer, { body: forLife });
  const requested = await requestApproval("access.grant", team.mia, input);
  if (!requested.ok) throw new Error(requested.error.message);
  const approval = await findApproval(requested.data.approvalId);
  if (!approval) throw new Error("Nothing was kept.");
  await forget();
  const shown = { id: approval.id, payloadHash: approval.payloadHash, operation: approval.name };
  return { db, ...team, customer, input, approval, shown, operationId: input.target.operationId };
}

const isForLife = async (customer: Awaited<ReturnType<typeof newCustomer>>) =>
  (await readCustomer(customer)).access_levels?.some(({ expires_at }) => expires_at === null);

describe.each(dialects)("on $name", ({ given, newUrl }) => {
  describe.runIf(given)(given ? "" : "needs TEST_POSTGRES_URL", () => {
    test("what an agent may not give alone waits, and is given once a lead says yes, as the agent's write", async () => {
      const { db, mia, lena, customer, input, shown, operationId } = await ask(newUrl);
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

    test("of many who approve at once one runs it, once", async () => {
      const { db, lena, adam, customer, shown } = await ask(newUrl);
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
      const { lena, customer, shown } = await ask(newUrl);
      const answers = await Promise.all([approveRequest(lena, shown), approveRequest(lena, shown)]);
      expect(answers).toMatchObject([{ ok: true }, { ok: true }]);
      expect((await sentFor(customer)).effects).toBe(1);
    });

    test("one who approves and one who rejects at once: one of them", async () => {
      const { lena, adam, customer, shown } = await ask(newUrl);
      const [yes, no] = await Promise.all([
        approveRequest(lena, shown),
        rejectRequest(adam, { id: shown.id, note: "No." }),
      ]);
      expect([yes.ok, no.ok].filter(Boolean)).toHaveLength(1);
      expect((await sentFor(customer)).bodies).toHaveLength(yes.ok ? 1 : 0);
    });
  });
});

describe("nothing is sent for a yes", () => {
  const refused = (code: string) => ({ ok: false, error: { outcome: "not_sent", code } });

  test("by the one who asked, whatever the role has become", async () => {
    const { db, mia, customer, shown } = await ask();
    expect(await approveRequest(mia, shown)).toMatchObject(refused("own_request"));
    await db.updateTable("user").set({ role: "admin" }).where("id", "=", mia.id).execute();
    expect(await approveRequest({ ...mia, role: "admin" }, shown)).toMatchObject(refused("own_request"));
    expect((await sentFor(customer)).bodies).toEqual([]);
    const denied = await db.selectFrom("audit_event").selectAll().where("outcome", "=", "denied").execute();
    expect(denied.map(({ action, detail }) => [action, JSON.parse(detail ?? "").code])).toEqual([
      ["approval.approve", "own_request"],
      ["approval.approve", "own_request"],
    ]);
  });

  test("by somebody who may not decide", async () => {
    const { db, customer, shown } = await ask();
    for (const role of ["viewer", "agent", "auditor"] as const) {
      const person = await addAccount(db, role, `other-${role}`);
      expect(await approveRequest(person, shown)).toMatchObject(refused("forbidden"));
      expect(await rejectRequest(person, { id: shown.id, note: "No." })).toMatchObject(refused("forbidden"));
    }
    expect((await sentFor(customer)).bodies).toEqual([]);
    expect(await findApproval(shown.id)).toMatchObject({ state: "waiting" });
  });

  test("by somebody who was demoted or disabled since the request came in", async () => {
    const { db, lena, adam, customer, shown } = await ask();
    await db.updateTable("user").set({ role: "agent" }).where("id", "=", lena.id).execute();
    expect(await approveRequest(lena, shown)).toMatchObject(refused("decided_meanwhile"));
    await db.updateTable("user").set({ disabledAt: new Date().toISOString() }).where("id", "=", adam.id).execute();
    expect(await approveRequest(adam, shown)).toMatchObject(refused("decided_meanwhile"));
    expect((await sentFor(customer)).bodies).toEqual([]);
    expect(await findApproval(shown.id)).toMatchObject({ state: "waiting" });
  });

  test("to something else than was shown, or than was asked for", async () => {
    const { db, lena, customer, shown, input } = await ask();
    const other = { ...shown, payloadHash: "0".repeat(64) };
    expect(await approveRequest(lena, other)).toMatchObject(refused("other_payload"));
    const otherName = { ...shown, operation: "comp.grant" } as const;
    expect(await approveRequest(lena, otherName)).toMatchObject(refused("other_payload"));
    const payload = JSON.stringify({ ...input, body: { ...input.body, access_level_id: "sports" } });
    await db.updateTable("approval").set({ payload }).execute();
    expect(await approveRequest(lena, shown)).toMatchObject(refused("other_payload"));
    expect((await sentFor(customer)).bodies).toEqual([]);
  });

  test("after 72 hours", async () => {
    const { lena, customer, shown } = await ask();
    passTime(72 * 3_600_000 + 1000);
    expect(await approveRequest(lena, shown)).toMatchObject({
      error: { code: "not_waiting", message: expect.stringContaining("expired after 72 hours") },
    });
    expect((await sentFor(customer)).bodies).toEqual([]);
  });

  test("to what was rejected or withdrawn", async () => {
    const first = await ask();
    expect(await rejectRequest(first.lena, { id: first.shown.id, note: "Not this one." })).toEqual({
      ok: true,
      data: null,
    });
    expect(await approveRequest(first.adam, first.shown)).toMatchObject(refused("not_waiting"));
    expect(await findApproval(first.shown.id)).toMatchObject({ state: "rejected", decisionNote: "Not this one." });

    const second = await ask();
    expect(await withdrawRequest(second.lena, second.shown)).toMatchObject(refused("not_yours"));
    expect(await withdrawRequest(second.mia, second.shown)).toMatchObject({ ok: true });
    expect(await approveRequest(second.lena, second.shown)).toMatchObject(refused("not_waiting"));
    expect((await sentFor(second.customer)).bodies).toEqual([]);
  });

  test("once the customer changed: then it has to be asked for again", async () => {
    const { lena, adam, customer, shown } = await ask();
    const other = await fillForm("access.grant", customer, {
      body: { access_level_id: "premium", expires_at: iso(90) },
    });
    expect(await writeOperation("access.grant", lena, other)).toMatchObject({ ok: true });
    await forget();
    expect(await approveRequest(adam, shown)).toMatchObject(refused("stale"));
    expect(await findApproval(shown.id)).toMatchObject({ state: "stale" });
    expect(await approveRequest(adam, shown)).toMatchObject(refused("not_waiting"));
    expect((await sentFor(customer)).bodies).toEqual([]);
  });

  test("for somebody who may not do it any more", async () => {
    const { db, mia, lena, customer, shown } = await ask();
    await db.updateTable("user").set({ role: "viewer" }).where("id", "=", mia.id).execute();
    expect(await approveRequest(lena, shown)).toMatchObject(refused("requester_may_not"));
    expect((await sentFor(customer)).bodies).toEqual([]);
  });
});

const stopBeforeSending = (db: Kysely<Schema>) =>
  sql`create trigger stop before update of sent_at on operation begin select raise(abort, 'stopped'); end`.execute(db);

describe("a yes after which the console stopped", () => {
  test("is run again under the same id, by the same person at once and by another after a while", async () => {
    for (const who of ["lena", "adam"] as const) {
      const { db, customer, shown, operationId, ...people } = await ask();
      await stopBeforeSending(db);
      expect(await approveRequest(people.lena, shown)).toMatchObject({ error: { code: "cannot_record" } });
      await sql`drop trigger stop`.execute(db);
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
    await sql`drop trigger stop`.execute(db);
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
