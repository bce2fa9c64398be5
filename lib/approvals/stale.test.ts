import { describe, expect, test } from "vitest";
import { fillForm, forget, newCustomer, openWorld, saveSettings, writeOperation } from "@/lib/operations/world.fixture";
import { addTeam, forLife, form, until } from "./approvals.fixture";

const { noLimits } = await import("@/lib/settings/limits");
const { requestApproval } = await import("./request-approval");
const { approveRequest } = await import("./approve");
const { findApproval } = await import("./find-approvals");
const { openRequest } = await import("./open-request");
const { countWaiting } = await import("./count-waiting");
const { listRequests, listWaitingFor } = await import("./list-approvals");

/** A request of mia's for a customer of the test's own; agents may give one day alone. */
async function ask(body: object = forLife, seed = {}) {
  const { db } = await openWorld();
  const team = await addTeam(db);
  await saveSettings({ limits: { ...noLimits, agent: { ...noLimits.agent, daysPerGrant: 1 } } });
  const customer = await newCustomer(seed);
  const requested = await requestApproval("access.grant", team.mia, await form(customer, body));
  if (!requested.ok) throw new Error(requested.error.message);
  const { approvalId: id } = requested.data;
  const seen = async (now = new Date()) => {
    const { waiting, over } = await listRequests(team.lena, now);
    return {
      waiting: waiting.length,
      over: over.map(({ state }) => state),
      badges: [await countWaiting(team.lena, now), await countWaiting(team.mia, now)],
      ofCustomer: (await listWaitingFor(customer.app, customer.profileId, now)).length,
    };
  };
  await forget();
  return { db, ...team, customer, id, seen };
}

const waits = { waiting: 1, over: [], badges: [1, 1], ofCustomer: 1 };
const isOver = (state: string) => ({ waiting: 0, over: [state], badges: [0, 0], ofCustomer: 0 });

describe("what no list and no badge counts as waiting", () => {
  test("a request whose customer was given something from here meanwhile, as its page says", async () => {
    const { adam, customer, id, seen, lena } = await ask();
    expect(await seen()).toEqual(waits);
    expect(await writeOperation("access.grant", adam, await form(customer, until(90)))).toMatchObject({ ok: true });
    expect((await openRequest(lena, id, new Date()))?.look).toMatchObject({ changed: expect.any(String) });
    expect(await seen()).toEqual(isOver("stale"));
    expect(await findApproval(id)).toMatchObject({ state: "waiting" });
  });

  test("a request whose end has passed while it waited", async () => {
    const { id, seen, lena } = await ask(until(2), { transactions: [] });
    const late = new Date(Date.now() + 2 * 86_400_000);
    expect(await seen()).toEqual(waits);
    expect(await seen(late)).toEqual(isOver("stale"));
    expect((await openRequest(lena, id, late))?.look).toMatchObject({ changed: expect.any(String) });
  });

  test("a request that waited for 72 hours", async () => {
    const { seen, id } = await ask();
    const { expiresAt } = (await findApproval(id)) ?? { expiresAt: "" };
    expect(await seen(new Date(Date.parse(expiresAt) - 1))).toEqual(waits);
    expect(await seen(new Date(expiresAt))).toEqual(isOver("expired"));
  });
});

test("a write that changed nothing that a request builds on, or another customer, leaves it waiting", async () => {
  const { adam, lena, customer, id, seen } = await ask();
  const update = await fillForm("profile.update", customer, { body: { first_name: "Zoë" } });
  expect(await writeOperation("profile.update", adam, update)).toMatchObject({ ok: true });
  expect(await writeOperation("access.grant", adam, await form(await newCustomer(), until(90)))).toMatchObject({
    ok: true,
  });
  expect(await seen()).toEqual(waits);
  expect((await openRequest(lena, id, new Date()))?.look).toMatchObject({ preview: expect.anything() });
});

test("what is out of date can be asked for again, and the new request can be approved", async () => {
  const { adam, mia, lena, customer, seen } = await ask();
  expect(await requestApproval("access.grant", mia, await form(customer))).toMatchObject({
    error: { code: "already_waiting" },
  });
  await writeOperation("access.grant", adam, await form(customer, until(90)));
  const again = await requestApproval("access.grant", mia, await form(customer));
  expect(again).toMatchObject({ ok: true });
  expect(await seen()).toMatchObject({ waiting: 1, over: ["stale"], badges: [1, 1] });
  const approval = again.ok ? await findApproval(again.data.approvalId) : undefined;
  if (!approval) throw new Error("Nothing was kept.");
  const shown = { id: approval.id, payloadHash: approval.payloadHash, operation: approval.name };
  expect(await approveRequest(lena, shown)).toMatchObject({ ok: true });
});

test("who decides reads how many days were given in 90 days, by who asks and to this customer", async () => {
  const { adam, mia, lena, customer, id } = await ask();
  const other = await newCustomer();
  expect(await writeOperation("access.grant", mia, await form(other, until(26)))).toMatchObject({ ok: true });
  const requested = await requestApproval("access.grant", mia, await form(other));
  if (!requested.ok) throw new Error(requested.error.message);
  const approval = await findApproval(requested.data.approvalId);
  const shown = {
    id: approval?.id ?? "",
    payloadHash: approval?.payloadHash ?? "",
    operation: "access.grant",
  } as const;
  expect(await approveRequest(lena, shown)).toMatchObject({ ok: true });
  expect(await writeOperation("access.grant", adam, await form(customer, until(45)))).toMatchObject({ ok: true });
  const history = async (now: Date) => (await openRequest(lena, id, now))?.history;
  const days = { byThem: 1, forLife: 1, toThisCustomer: 20 };
  expect(await history(new Date())).toMatchObject({ grants: 2, onThisCustomer: 0, days });
  const inDays = (count: number) => new Date(Date.now() + count * 86_400_000);
  expect(await history(inDays(88))).toMatchObject({ grants: 0, days });
  expect(await history(inDays(91))).toMatchObject({ days: { byThem: 0, forLife: 0, toThisCustomer: 0 } });
  const decided = await openRequest(lena, shown.id, new Date());
  expect(decided?.history).toMatchObject({
    grants: 1,
    onThisCustomer: 1,
    days: { byThem: 1, forLife: 0, toThisCustomer: 1 },
  });
});
