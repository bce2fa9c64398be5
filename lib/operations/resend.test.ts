import { describe, expect, test, vi } from "vitest";
import { addAccount } from "@/lib/approvals/approvals.fixture";
import { noLimits } from "@/lib/settings/limits";
import { callOf, names } from "./bodies.fixture";
import type { OperationName } from "./catalogue";
import {
  countCalls,
  fillForm,
  findOperation,
  forget,
  letGo,
  newCustomer,
  openWorld,
  passTime,
  plan,
  QUIET_MS,
  recheckOperation,
  saveSettings,
  secondPerson,
  sentFor,
  writeOperation,
} from "./world.fixture";

const { settleDue } = await import("./settle-due");

const HOUR = 3_600_000;

/** A write of mia's that never reached Adapty, though nobody can know yet; she is not there any more. */
async function lose(name: OperationName = "access.grant") {
  const { db } = await openWorld();
  const mia = await addAccount(db, "lead", "mia");
  const customer = await newCustomer();
  const form = await fillForm(name, customer);
  const id = form.target.operationId;
  await plan({ mode: "reset", when: "before", match: callOf[name] });
  expect(await writeOperation(name, mia, form)).toMatchObject({ error: { outcome: "unknown" } });
  const [sent] = (await sentFor(customer)).bodies;
  await forget();
  const row = db.updateTable("operation").where("id", "=", id);
  return { db, mia, customer, form, id, sent, row };
}

const givenUp = { state: "not_applied", attempts: 1, outcome: { code: "did_not_arrive" } };

describe("what surely did not arrive", () => {
  test.each(names)("is sent once more, the very same, and done: %s", async (name) => {
    const { db, mia, customer, form, id, sent } = await lose(name);
    passTime(QUIET_MS + 1000);
    await settleDue();
    expect(await findOperation(id)).toMatchObject({ state: "applied", attempts: 2, agent: { id: "mia" } });
    expect(await sentFor(customer)).toEqual({ bodies: [sent], effects: 1 });
    const events = await db.selectFrom("audit_event").select(["actor_id", "outcome"]).orderBy("seq").execute();
    expect(events.map(({ actor_id, outcome }) => `${actor_id} ${outcome}`).slice(-3)).toEqual([
      "console not_applied",
      "console sent",
      "mia applied",
    ]);
    expect(await writeOperation(name, mia, form)).toMatchObject({ ok: true });
    expect((await sentFor(customer)).bodies).toEqual([sent]);
  });

  test("is not sent a third time", async () => {
    const { customer, id } = await lose();
    await plan({ mode: "reset", when: "before", match: callOf["access.grant"] });
    passTime(QUIET_MS + 1000);
    await settleDue();
    expect(await findOperation(id)).toMatchObject({ state: "unknown", attempts: 2 });
    passTime(QUIET_MS + 1000);
    await settleDue();
    expect(await findOperation(id)).toMatchObject({ ...givenUp, attempts: 2 });
    expect((await sentFor(customer)).bodies).toHaveLength(1);
  });

  test("is not sent where who asked looked themselves: that is for them to decide", async () => {
    const { customer, id } = await lose();
    passTime(QUIET_MS + 1000);
    expect(await recheckOperation(id)).toMatchObject({ error: { code: "did_not_arrive" } });
    for (let looks = 0; looks < 3; looks += 1) {
      await settleDue();
      passTime(6 * 60_000);
    }
    expect([await findOperation(id), await sentFor(customer)]).toMatchObject([givenUp, { bodies: [] }]);
  });

  test.each<[string, (lost: Awaited<ReturnType<typeof lose>>) => Promise<unknown>]>([
    ["more than an hour later", async () => passTime(HOUR)],
    ["by who was disabled", ({ db }) => db.updateTable("user").set({ disabledAt: "2026-01-01T00:00:00Z" }).execute()],
    ["by who may not any more", ({ db }) => db.updateTable("user").set({ role: "viewer" }).execute()],
    ["by an account that is gone", ({ db }) => db.deleteFrom("user").execute()],
    ["under emergency access", ({ row }) => row.set({ elevation_id: crypto.randomUUID() }).execute()],
    ["with a second person's yes", ({ row }) => row.set({ approver_id: secondPerson().approver.id }).execute()],
    [
      "over the limits of now",
      () => saveSettings({ limits: { ...noLimits, lead: { ...noLimits.lead, daysPerCustomer: 1 } } }),
    ],
  ])("is not sent %s", async (_, change) => {
    const lost = await lose();
    await change(lost);
    passTime(QUIET_MS + 1000);
    await settleDue();
    expect([await findOperation(lost.id), await sentFor(lost.customer)]).toMatchObject([givenUp, { bodies: [] }]);
  });

  test("is not sent over what somebody else did to the customer while it was looked for", async () => {
    const { customer, id, mia } = await lose();
    passTime(QUIET_MS + 1000);
    await plan({ mode: "hold", when: "after", match: { method: "GET" } });
    const looking = settleDue();
    await vi.waitFor(async () => expect(Object.keys(await countCalls())).toHaveLength(1));
    expect(await writeOperation("profile.update", mia, await fillForm("profile.update", customer))).toMatchObject({
      ok: true,
    });
    await letGo();
    await looking;
    expect(await findOperation(id)).toMatchObject(givenUp);
    expect((await sentFor(customer)).bodies).toHaveLength(1);
  });
});
