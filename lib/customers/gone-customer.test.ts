import { expect, test } from "vitest";
import { openOffice } from "@/lib/approvals/approvals.fixture";
import type { Fault } from "@/lib/emulator/faults";
import { callOf } from "@/lib/operations/bodies.fixture";
import { fillForm, lead, newCustomer, plan, secondPerson, writeOperation } from "@/lib/operations/world.fixture";

const { readGoneCustomer } = await import("./gone-customer");

const { deleteProfile } = await import("@/lib/adapty/calls");
const { env } = await import("@/lib/env");

const second = secondPerson();

test("a customer who was deleted from here is told by whom and with whose approval, beside all that was done", async () => {
  await openOffice();
  const customer = await newCustomer();
  const { app, profileId, customerUserId } = customer;
  await writeOperation("access.grant", lead, await fillForm("access.grant", customer));
  await writeOperation("profile.delete", lead, await fillForm("profile.delete", customer), second);
  expect(await readGoneCustomer(app, profileId, "viewer")).toMatchObject({
    customerUserId,
    deleted: { by: lead.email, approver: second.approver.email, at: expect.any(String) },
    activity: [{ name: "profile.delete", state: "applied" }, { name: "access.grant" }],
  });
});

test("a deletion whose answer was lost is settled by whoever looks", async () => {
  await openOffice();
  const customer = await newCustomer();
  const { app, profileId } = customer;
  const input = await fillForm("profile.delete", customer);
  await plan({ mode: "reset", when: "before", match: callOf["profile.delete"] } as Fault);
  expect(await writeOperation("profile.delete", lead, input, second)).toMatchObject({ error: { outcome: "unknown" } });
  const [ios] = env.apps;
  // It lands after all.
  expect(ios && (await deleteProfile(ios, { profileId }))).toMatchObject({ ok: true });
  expect(await readGoneCustomer(app, profileId, "lead")).toMatchObject({ deleted: { by: lead.email } });
});

test("one of whom nothing is known was not deleted from here", async () => {
  await openOffice();
  expect(await readGoneCustomer("acme-ios", crypto.randomUUID(), "lead")).toEqual({
    customerUserId: null,
    deleted: null,
    activity: [],
  });
});
