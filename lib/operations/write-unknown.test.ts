import { describe, expect, test, vi } from "vitest";
import type { Fault } from "@/lib/emulator/faults";
import { callOf, names } from "./bodies.fixture";
import type { OperationName } from "./catalogue";

vi.mock("@/lib/adapty/limits", async (original) => ({
  ...(await original<typeof import("@/lib/adapty/limits")>()),
  WRITE_TOTAL_MS: 1_000,
}));
const {
  agentOf,
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
  readCustomer,
  recheckOperation,
  sentFor,
  writeOperation,
} = await import("./world.fixture");

const withEffect: [string, Fault["mode"], Record<string, unknown>][] = [
  ["a time-out", "hold", { when: "after" }],
  ["a reset", "reset", { when: "after" }],
  ["a 500", "status", { when: "after", status: 500 }],
  ["a gateway's page", "html", { when: "after" }],
  ["a gateway's page with status 200", "html", { when: "after", status: 200 }],
  ["an answer cut short", "truncate", {}],
  ["an answer about another customer", "json", { when: "after", body: { data: { profile_id: crypto.randomUUID() } } }],
];
const withoutEffect: [string, Fault["mode"], Record<string, unknown>][] = [
  ["a reset", "reset", { when: "before" }],
  ["a 500", "status", { when: "before", status: 500 }],
  ["a gateway's page", "html", { when: "before" }],
];

async function prepare<Name extends OperationName>(name: Name, fault: Record<string, unknown>) {
  await openWorld();
  const customer = await newCustomer();
  const input = await fillForm(name, customer);
  await forget();
  await plan({ match: callOf[name], ...fault } as Fault);
  return { customer, input, id: input.target.operationId };
}

describe.each(names)("%s", (name) => {
  test.each(withEffect)("after %s is found applied by reading back", async (_, mode, fault) => {
    const { customer, input, id } = await prepare(name, { mode, ...fault });

    expect(await writeOperation(name, lead, input)).toMatchObject({ ok: true, data: { operationId: id } });
    expect(await findOperation(id)).toMatchObject({ state: "applied", attempts: 1, after: expect.any(Object) });
    expect(await writeOperation(name, lead, input)).toMatchObject({ ok: true });
    expect(await sentFor(customer)).toEqual({ bodies: [JSON.stringify(input.body)], effects: 1 });
  });

  test.each(withoutEffect)(
    "after %s that kept it from happening is unknown, then not applied, then sent once more",
    async (_, mode, fault) => {
      const { customer, input, id } = await prepare(name, { mode, ...fault });
      const sent = JSON.stringify(input.body);
      const unknown = { ok: false, error: { outcome: "unknown" } };

      expect(await writeOperation(name, lead, input)).toMatchObject(unknown);
      expect(await findOperation(id)).toMatchObject({ state: "unknown", settledAt: null });
      expect(await recheckOperation(id)).toMatchObject(unknown);
      expect(await writeOperation(name, lead, input)).toMatchObject(unknown);
      expect(await sentFor(customer)).toEqual({ bodies: [sent], effects: 0 });

      passTime(QUIET_MS + 1000);
      const gone = { ok: false, error: { outcome: "not_sent", code: "did_not_arrive" } };
      expect(await recheckOperation(id)).toMatchObject(gone);
      expect(await findOperation(id)).toMatchObject({ state: "not_applied", settledAt: expect.any(String) });

      expect(await writeOperation(name, lead, input)).toMatchObject({ ok: true });
      expect(await findOperation(id)).toMatchObject({ state: "applied", attempts: 2, outcome: null });
      expect(await sentFor(customer)).toEqual({ bodies: [sent, sent], effects: 1 });
    },
  );

  test("sent again after the quiet period goes out at once when it did not arrive", async () => {
    const { customer, input, id } = await prepare(name, { mode: "reset", when: "before" });
    await writeOperation(name, lead, input);
    passTime(QUIET_MS + 1000);
    expect(await writeOperation(name, lead, input)).toMatchObject({ ok: true });
    expect(await findOperation(id)).toMatchObject({ state: "applied", attempts: 2 });
    expect((await sentFor(customer)).effects).toBe(1);
  });
});

test("while Adapty cannot be asked, nothing is said of what it confirms", async () => {
  const { input, id } = await prepare("access.grant", { mode: "reset", when: "before" });
  expect(await writeOperation("access.grant", lead, input)).toMatchObject({ error: { outcome: "unknown" } });
  await plan({ mode: "reset", when: "before", times: 4, match: { method: "GET" } });
  passTime(QUIET_MS + 1000);
  const checked = await recheckOperation(id);
  expect(checked).toMatchObject({ ok: false, error: { outcome: "unknown", code: "not_checked" } });
  expect(checked.ok || checked.error.message).toMatch(
    /^It is still not known .* Adapty could not be asked just now\. /,
  );
  expect(await findOperation(id)).toMatchObject({ state: "unknown" });
});

describe("a zombie, which lands after the console gave up waiting,", () => {
  const zombie = { mode: "hold", when: "before" };
  const land = async (customer: Parameters<typeof sentFor>[0], effects: number) => {
    await letGo();
    await vi.waitFor(async () => expect((await sentFor(customer)).effects).toBe(effects), { timeout: 30_000 });
  };

  test.each(names)("is found by checking again: %s", async (name) => {
    const { customer, input, id } = await prepare(name, zombie);
    expect(await writeOperation(name, lead, input)).toMatchObject({ ok: false, error: { outcome: "unknown" } });
    await land(customer, 1);
    expect(await recheckOperation(id)).toMatchObject({ ok: true });
    expect(await findOperation(id)).toMatchObject({ state: "applied", attempts: 1 });
  });

  test.each(names)("is found before sending again, even after it was given up: %s", async (name) => {
    const { customer, input, id } = await prepare(name, zombie);
    await writeOperation(name, lead, input);
    passTime(QUIET_MS + 1000);
    expect(await recheckOperation(id)).toMatchObject({ ok: false, error: { code: "did_not_arrive" } });
    await land(customer, 1);
    expect(await writeOperation(name, lead, input)).toMatchObject({ ok: true });
    expect(await findOperation(id)).toMatchObject({ state: "applied", attempts: 1 });
    expect((await sentFor(customer)).bodies).toHaveLength(1);
  });

  describe("that made something of its own, a comp,", () => {
    const giveUp = async () => {
      const given = await prepare("comp.grant", zombie);
      await writeOperation("comp.grant", lead, given.input);
      passTime(QUIET_MS + 1000);
      expect(await recheckOperation(given.id)).toMatchObject({ ok: false, error: { code: "did_not_arrive" } });
      return given;
    };

    test("is found when it is looked for once more, and not before it lands", async () => {
      const { customer, id } = await giveUp();
      expect(await recheckOperation(id)).toMatchObject({ ok: false, error: { code: "did_not_arrive" } });
      await land(customer, 1);
      expect(await recheckOperation(id)).toMatchObject({ ok: true });
      expect(await findOperation(id)).toMatchObject({ state: "applied", attempts: 1 });
    });

    test("is found before anything else is done to its customer", async () => {
      const { customer, id } = await giveUp();
      await land(customer, 1);
      expect(await writeOperation("profile.update", lead, await fillForm("profile.update", customer))).toMatchObject({
        ok: true,
      });
      expect(await findOperation(id)).toMatchObject({ state: "applied", attempts: 1 });
    });
  });

  test("changes nothing when it lands after the second sending", async () => {
    const { customer, input, id } = await prepare("comp.grant", zombie);
    await writeOperation("comp.grant", lead, input);
    passTime(QUIET_MS + 1000);
    expect(await writeOperation("comp.grant", lead, input)).toMatchObject({ ok: true });
    const { timestamp: _, ...after } = await readCustomer(customer);
    await land(customer, 2);
    expect(await readCustomer(customer)).toMatchObject(after);
    expect(await findOperation(id)).toMatchObject({ state: "applied", attempts: 2 });
  });
});

describe("while a write to a customer is not confirmed", () => {
  test("no other goes out to them for the quiet period, and reading back settles the first", async () => {
    const { customer, id } = await (async () => {
      const prepared = await prepare("access.grant", { mode: "reset", when: "before" });
      await writeOperation("access.grant", lead, prepared.input);
      return prepared;
    })();
    const other = await fillForm("profile.update", customer);
    const busy = await writeOperation("profile.update", agentOf("agent"), other);
    expect(busy).toMatchObject({ ok: false, error: { outcome: "not_sent", code: "customer_busy" } });
    expect(await findOperation(other.target.operationId)).toBeUndefined();

    passTime(QUIET_MS + 1000);
    expect(await writeOperation("profile.update", agentOf("agent"), other)).toMatchObject({ ok: true });
    expect(await findOperation(id)).toMatchObject({ state: "not_applied" });
  });

  test("another customer is not held up", async () => {
    const { input } = await prepare("access.grant", { mode: "reset", when: "before" });
    await writeOperation("access.grant", lead, input);
    const other = await fillForm("access.grant", await newCustomer());
    expect(await writeOperation("access.grant", lead, other)).toMatchObject({ ok: true });
  });
});
