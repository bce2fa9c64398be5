import { expect, test, vi } from "vitest";
import { callOf } from "./bodies.fixture";

vi.mock("@/lib/adapty/limits", async (original) => ({
  ...(await original<typeof import("@/lib/adapty/limits")>()),
  WRITE_TOTAL_MS: 1_000,
}));
const { agentOf, fillForm, findOperation, lead, letGo, passTime, plan, QUIET_MS, recheckOperation, writeOperation } =
  await import("./world.fixture");
const { countReads, landed, lose } = await import("./lost.fixture");
const { adoptForsaken, settleDue } = await import("./settle-due");
const { settleByHand } = await import("@/lib/approvals/settle-by-hand");
const { eraseOperations } = await import("./erase-operations");

const [SECOND, MINUTE, HOUR, DAY] = [1_000, 60_000, 3_600_000, 86_400_000];
const email = { email: "zoe@example.com" };
const gone = { errors: [{ source: null, errors: ["x"] }], error_code: "profile_does_not_exist", status_code: 404 };

/** Looks as often as that until so much time has passed. */
async function look(forMs: number, everyMs: number) {
  for (let passed = 0; passed < forMs; passed += everyMs) {
    passTime(everyMs);
    await settleDue();
  }
}

async function leaveToHuman({ waits, read }: Pick<Awaited<ReturnType<typeof lose>>, "waits" | "read">) {
  for (let looks = 0; looks < 5; looks += 1) {
    passTime(Number(await waits()));
    await settleDue();
  }
  expect(await read()).toMatchObject({ state: "needs_human" });
}

test.each(["comp.grant", "access.grant", "comp.end", "transaction.set"] as const)(
  "what landed after it was given up is found by itself: %s",
  async (name) => {
    const { id, customer } = await lose("hold", name);
    passTime(QUIET_MS + SECOND);
    await settleDue();
    expect(await findOperation(id)).toMatchObject({ state: "not_applied" });
    await letGo();
    await landed(customer);
    await look(2 * HOUR, 10 * MINUTE);
    expect(await findOperation(id)).toMatchObject({ state: "applied", attempts: 1 });
  },
);

test("what was given up is looked for no longer than it may land", async () => {
  const { read } = await lose("reset");
  await look(3 * DAY, 6 * HOUR);
  expect(await read()).toMatchObject({ state: "not_applied", check_at: null });
});

test("what a later write brought about is not taken for what was given up before", async () => {
  const { id, customer } = await lose("reset", "access.grant");
  passTime(QUIET_MS + SECOND);
  await settleDue();
  expect(await writeOperation("access.grant", lead, await fillForm("access.grant", customer))).toMatchObject({
    ok: true,
  });
  await look(2 * HOUR, 10 * MINUTE);
  expect(await findOperation(id)).toMatchObject({ state: "not_applied" });
});

test("a process that stood still between its look and its verdict gives nothing up", async () => {
  const { id, customer } = await lose("hold");
  passTime(2 * SECOND);
  await plan({ mode: "hold", when: "after", match: { method: "GET" } });
  const slow = settleDue();
  await vi.waitFor(async () => expect(await countReads()).toBe(1));
  passTime(30 * SECOND);
  await letGo();
  await slow;
  expect(await findOperation(id)).toMatchObject({ state: "unknown" });
  await landed(customer);
  await look(HOUR, MINUTE);
  expect(await findOperation(id)).toMatchObject({ state: "applied" });
});

test("what needs a human stays so when the customer is gone, and is settled by the form that is open", async () => {
  const lost = await lose("reset", "profile.update", email);
  await leaveToHuman(lost);
  await plan({ mode: "status", status: 404, times: 100, match: { method: "GET" }, body: gone });
  await recheckOperation(lost.id, { customer: lost.customer });
  expect(await lost.read()).toMatchObject({ state: "needs_human" });
  const said = { operationId: lost.id, attempts: 1, verdict: "applied", note: "Seen at Adapty itself." } as const;
  expect(await settleByHand(agentOf("admin", "adam"), said, new Date())).toEqual({ ok: true, data: null });
});

test("what is sent again while a runner looks is looked for as anew", async () => {
  const lost = await lose("reset", "profile.update", email);
  await leaveToHuman(lost);
  passTime(Number(await lost.waits()));
  await plan({ mode: "hold", when: "after", match: { method: "GET" } });
  const before = await countReads();
  const slow = settleDue();
  await vi.waitFor(async () => expect(await countReads()).toBe(before + 1));
  await plan({ mode: "reset", when: "before", match: callOf["profile.update"] });
  expect(await lost.sendAgain()).toMatchObject({ error: { outcome: "unknown" } });
  await letGo();
  await slow;
  expect(await lost.read()).toMatchObject({ state: "unknown", checks: 0 });
  expect(await lost.waits()).toBeLessThanOrEqual(2 * SECOND);
});

test.each(["unknown", "sent"] as const)("a customer who cannot be read for a day needs a human: %s", async (state) => {
  const { change, read, id } = await lose("reset", "profile.update", email);
  await change({ app: "gone", ...(state === "sent" && { state }) });
  await look(20 * HOUR, HOUR);
  expect(await read()).toMatchObject({ state });
  await look(8 * HOUR, HOUR);
  expect(await findOperation(id)).toMatchObject({ state: "needs_human", outcome: { code: "not_checked" } });
});

test("what a clock put far ahead is looked for all the same", async () => {
  const { change, read } = await lose("reset");
  await change({ check_at: new Date(Date.now() + 365 * DAY).toISOString() });
  passTime(QUIET_MS + SECOND);
  await settleDue();
  expect(await read()).toMatchObject({ state: "not_applied" });
});

test("what an older console left without a time is adopted, and what it settled is let go", async () => {
  const { change, read, db } = await lose("reset");
  await change({ check_at: null });
  await adoptForsaken(new Date());
  expect((await read()).check_at).not.toBeNull();
  await db.updateTable("operation").set({ state: "rejected" }).execute();
  passTime(SECOND);
  await settleDue();
  expect(await read()).toMatchObject({ state: "rejected", check_at: null });
  await adoptForsaken(new Date());
  expect((await read()).check_at).toBeNull();
});

test("what was erased while it was open is neither looked for nor written to again", async () => {
  const { db, customer, read, change } = await lose("reset", "profile.update", email);
  passTime(25 * HOUR);
  const whose = { ...customer, until: new Date().toISOString() };
  expect(await db.transaction().execute((trx) => eraseOperations(trx, whose, new Date()))).toMatchObject({
    ok: true,
  });
  expect(await read()).toMatchObject({ state: "unknown", check_at: null });
  // As a console of before left it.
  await change({ check_at: new Date().toISOString() });
  await look(6 * DAY, DAY);
  expect(await read()).toMatchObject({ state: "unknown", check_at: null, after_json: null });
  expect(await countReads()).toBeLessThanOrEqual(1);
});
