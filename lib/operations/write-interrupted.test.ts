import { sql } from "kysely";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { keepCompared } from "@/lib/world/storage-clock";
import { callOf } from "./bodies.fixture";
import {
  agentOf,
  countCalls,
  fillForm,
  findOperation,
  forget,
  lead,
  letGo,
  newCustomer,
  openWorld,
  passTime,
  plan,
  QUIET_MS,
  recheckOperation,
  sentFor,
  writeOperation,
} from "./world.fixture";

/** What a crash leaves of a comp: a row as it was before or after its sending, which arrived or not. */
async function crash(state: "prepared" | "sent", arrived: boolean) {
  const { db } = await openWorld();
  const customer = await newCustomer();
  const input = await fillForm("comp.grant", customer);
  const id = input.target.operationId;
  await forget();
  if (!arrived) await plan({ mode: "reset", when: "before", match: callOf["comp.grant"] });
  await writeOperation("comp.grant", lead, input);
  const sent = { state, outcome: null, after_json: null, settled_at: null };
  await db
    .updateTable("operation")
    .set(state === "sent" ? sent : { ...sent, attempts: 0, sent_at: null })
    .execute();
  return { customer, input, id };
}

describe("a crash of the console", () => {
  test("before sending leaves a form that two sendings at once make one effect and one answer of, though one looks late", async () => {
    const { customer, input } = await crash("prepared", false);
    await forget();
    await plan({ mode: "delay", when: "before", delayMs: 1500, match: { method: "GET" } });
    const answers = await Promise.all([1, 2].map(() => writeOperation("comp.grant", lead, input)));
    expect(answers).toMatchObject([{ ok: true }, { ok: true }]);
    expect((await sentFor(customer)).effects).toBe(1);
  });

  test("between sending and recording is settled by reading back: applied", async () => {
    const { id } = await crash("sent", true);
    expect(await recheckOperation(id)).toMatchObject({ ok: true });
    expect(await findOperation(id)).toMatchObject({ state: "applied", after: expect.any(Object) });
  });

  test("between sending and recording is settled by reading back: did not arrive", async () => {
    const { id } = await crash("sent", false);
    expect(await recheckOperation(id)).toMatchObject({ error: { outcome: "unknown" } });
    expect(await findOperation(id)).toMatchObject({ state: "sent" });
    passTime(QUIET_MS + 1000);
    expect(await recheckOperation(id)).toMatchObject({ error: { outcome: "not_sent", code: "did_not_arrive" } });
  });

  test("between recording and sending sent nothing: the same form goes out", async () => {
    const { id, input, customer } = await crash("prepared", false);
    expect(await writeOperation("comp.grant", lead, input)).toMatchObject({ ok: true });
    expect(await findOperation(id)).toMatchObject({ state: "applied", attempts: 1 });
    expect((await sentFor(customer)).effects).toBe(1);
  });

  test("between recording and sending is known as not sent after a while", async () => {
    const { id } = await crash("prepared", false);
    expect(await recheckOperation(id)).toMatchObject({ error: { outcome: "unknown" } });
    passTime(QUIET_MS + 1000);
    const never = { ok: false, error: { outcome: "not_sent", code: "never_sent" } };
    expect(await recheckOperation(id)).toMatchObject(never);
    expect(await findOperation(id)).toMatchObject({ state: "not_applied", attempts: 0 });
  });

  test("does not hold up the customer for ever", async () => {
    const { customer } = await crash("sent", false);
    passTime(QUIET_MS + 1000);
    expect(await writeOperation("profile.update", lead, await fillForm("profile.update", customer))).toMatchObject({
      ok: true,
    });
  });
});

describe("a request that looked at the customer and was then overtaken", () => {
  /** Starts a write whose look at the customer is answered when `slow` asks for it, with what was true when it arrived. */
  async function lookLate(send: () => Promise<unknown>) {
    await forget();
    await plan({ mode: "hold", when: "after", match: { method: "GET" } });
    const sending = send();
    await vi.waitFor(async () => expect(Object.keys(await countCalls())).toHaveLength(1), { timeout: 30_000 });
    const slow = async () => {
      await letGo();
      return sending;
    };
    return { slow };
  }

  test("by its own twin sends nothing more", async () => {
    const { id, input, customer } = await crash("prepared", false);
    const { slow } = await lookLate(() => writeOperation("comp.grant", lead, input));
    expect(await writeOperation("comp.grant", lead, input)).toMatchObject({ ok: true });
    expect(await slow()).toMatchObject({ ok: true });
    expect((await sentFor(customer)).effects).toBe(1);
    expect(await findOperation(id)).toMatchObject({ state: "applied", attempts: 1 });
  });

  test("by its own twin, at a console whose clock goes wrong, is not told that nothing was sent", async () => {
    const { id, input, customer } = await crash("prepared", false);
    const { slow } = await lookLate(() => writeOperation("comp.grant", lead, input));
    expect(await writeOperation("comp.grant", lead, input)).toMatchObject({ ok: true });
    keepCompared({ aheadMs: 3_600_000, atMs: Date.now(), elapsedMs: performance.now() });
    onTestFinished(() => keepCompared(undefined));
    expect(await slow()).toMatchObject({ ok: true });
    expect((await sentFor(customer)).effects).toBe(1);
    expect(await findOperation(id)).toMatchObject({ state: "applied", attempts: 1 });
  });

  test("by another agent's write sends nothing on an old view", async () => {
    await openWorld();
    const customer = await newCustomer();
    const [first, second] = [await fillForm("access.grant", customer), await fillForm("access.revoke", customer)];
    const { slow } = await lookLate(() => writeOperation("access.grant", lead, first));
    expect(await writeOperation("access.revoke", agentOf("lead", "other"), second)).toMatchObject({ ok: true });
    expect(await slow()).toMatchObject({ ok: false });
    expect((await sentFor(customer)).effects).toBe(1);
  });
});

describe("two agents who write to one customer at once", () => {
  test("never have two writes in flight: one of them is told to wait, or to look again", async () => {
    await openWorld();
    const customer = await newCustomer();
    const forms = await Promise.all(
      Array.from({ length: 8 }, async () =>
        fillForm("access.grant", customer, { body: { access_level_id: "premium", expires_at: null } }),
      ),
    );
    await forget();
    const answers = await Promise.all(
      forms.map((input, index) => writeOperation("access.grant", agentOf("lead", `lead-${index}`), input)),
    );
    const codes = answers.map((answer) => (answer.ok ? "done" : answer.error.code));
    expect(codes.filter((code) => code === "done")).toHaveLength(1);
    expect(codes.every((code) => ["done", "customer_busy", "changed_since"].includes(code))).toBe(true);
    expect((await sentFor(customer)).effects).toBe(1);
  });

  test("leave no row behind that looks as if it were on its way", async () => {
    const { db } = await openWorld();
    const customer = await newCustomer();
    const forms = await Promise.all(Array.from({ length: 8 }, () => fillForm("access.grant", customer)));
    await Promise.all(forms.map((input) => writeOperation("access.grant", lead, input)));
    const { rows } = await sql<{ state: string }>`select distinct state from operation`.execute(db);
    expect(rows.every(({ state }) => state === "applied" || state === "not_applied")).toBe(true);
  });
});
