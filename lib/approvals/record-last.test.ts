import { expect, test } from "vitest";
import { newFolder } from "@/lib/customers/erase.fixture";
import { watchOrder } from "@/lib/db/watch-order.fixture";
import { fillForm, lead, newCustomer, saveSettings, writeOperation } from "@/lib/operations/world.fixture";
import { noLimits } from "@/lib/settings/limits";
import { ask, form, shownOf, until } from "./approvals.fixture";

const { eraseCustomer } = await import("@/lib/customers/erase-customer");
const { approveRequest } = await import("./approve");
const { rejectRequest } = await import("./close-request");
const { requestApproval } = await import("./request-approval");

const shared = globalThis as typeof globalThis & { consoleDatabase?: unknown };

/** A world in which mia has asked, whose transactions are watched from here on. */
async function watch() {
  const world = await ask();
  const { db, late } = watchOrder(world.db);
  shared.consoleDatabase = Promise.resolve(db);
  return { ...world, db, late };
}

test("whoever approves and runs a request holds the record no longer than the last thing they do", async () => {
  const { adam, shown, late } = await watch();
  expect(await approveRequest(adam, shown)).toMatchObject({ ok: true });
  expect(late).toEqual([]);
});

test("so does who rejects one, and who sends alone what they had asked for", async () => {
  const { lena, mia, shown, late } = await watch();
  expect(await rejectRequest(lena, { id: shown.id, note: "no" })).toMatchObject({ ok: true });
  await saveSettings({ limits: { ...noLimits, agent: { ...noLimits.agent, daysPerGrant: 5 } } });
  const input = await form(await newCustomer(), until(100));
  await shownOf(await requestApproval("access.grant", mia, input));
  await saveSettings({ limits: noLimits });
  expect(await writeOperation("access.grant", mia, input)).toMatchObject({ ok: true });
  expect(late).toEqual([]);
});

test("so does who erases a customer for whom a request waits", async () => {
  const { db, customer, late } = await watch();
  await writeOperation("access.grant", lead, await fillForm("access.grant", customer));
  const { app, profileId } = customer;
  const erasing = { app, profileId, actor: lead, reason: "REQUEST", now: new Date() };
  expect(await eraseCustomer(db, erasing, newFolder().list)).toMatchObject({ ok: true });
  const [request] = await db.selectFrom("approval").select(["state", "erased_at"]).execute();
  expect(request).toMatchObject({ state: "withdrawn", erased_at: expect.any(String) });
  expect(late).toEqual([]);
});
