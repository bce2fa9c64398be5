import { expect, test } from "vitest";
import type { ActivityEntry } from "./activity-entry";
import { bodies, callOf, iso, names } from "./bodies.fixture";
import type { WriteInput } from "./input";
import {
  agentOf,
  fillForm,
  lead,
  listActivity,
  newCustomer,
  openWorld,
  passTime,
  plan,
  QUIET_MS,
  readLastSet,
  writeOperation,
} from "./world.fixture";

const shown = (entries: ActivityEntry[]) => entries.map(({ name, state }) => `${name} ${state}`);

test("lists what was done from here on this customer, newest first, with nothing of the profile before and after", async () => {
  await openWorld();
  const customer = await newCustomer({ customer_user_id: `canary-${crypto.randomUUID()}` });
  for (const name of names) await writeOperation(name, lead, await fillForm(name, customer, { acknowledged: true }));
  await writeOperation("access.grant", lead, await fillForm("access.grant", await newCustomer()));

  const entries = await listActivity(customer.app, customer.profileId.toUpperCase());
  expect(entries).toHaveLength(names.length);
  expect(new Set(entries.map(({ name }) => name))).toEqual(new Set(names));
  for (const [index, { createdAt }] of entries.entries()) {
    expect(createdAt <= (entries[index - 1]?.createdAt ?? createdAt)).toBe(true);
  }
  expect(Object.keys(entries[0] ?? {}).sort()).toEqual(
    [
      "agent",
      "approver",
      "createdAt",
      "erasedAt",
      "id",
      "kind",
      "message",
      "name",
      "note",
      "reason",
      "request",
      "settledAt",
      "state",
      "ticket",
      "undoes",
    ].sort(),
  );
  const text = JSON.stringify(entries);
  for (const leak of ["segment_hash", "accessLevels", "canary", "secret_practice", "Api-Key", "request_hash"]) {
    expect(text).not.toContain(leak);
  }
  expect(await listActivity("acme-android", customer.profileId)).toEqual([]);
});

test("tells a correction, a renewal and a new purchase apart, each by what the customer had before it", async () => {
  await openWorld();
  const customer = await newCustomer();
  const enter = async (changes: object) => {
    const body = { ...bodies["transaction.set"](""), ...changes } as WriteInput<"transaction.set">["body"];
    const written = await writeOperation(
      "transaction.set",
      lead,
      await fillForm("transaction.set", customer, { body }),
    );
    expect(written.ok).toBe(true);
    passTime(1000);
  };
  await enter({});
  await enter({ price: { country: "US", currency: "USD", value: 7.49 } });
  await enter({ store_transaction_id: "101" });
  await enter({ store_transaction_id: "101", refunded_at: iso(0), cancellation_reason: "refund" });
  const kinds = (await listActivity(customer.app, customer.profileId)).map(({ kind }) => kind);
  expect(kinds.reverse()).toEqual([null, "correction", "renewal", "correction"]);
});

test("shows at most fifty", async () => {
  const { db } = await openWorld();
  const customer = await newCustomer();
  await writeOperation("profile.update", lead, await fillForm("profile.update", customer));
  const row = await db.selectFrom("operation").selectAll().executeTakeFirstOrThrow();
  const copies = Array.from({ length: 70 }, () => ({ ...row, id: crypto.randomUUID() }));
  await db.insertInto("operation").values(copies).execute();
  expect(await listActivity(customer.app, customer.profileId)).toHaveLength(50);
});

test("says of a row that was recorded and never sent that nothing was sent, once it cannot be on its way", async () => {
  const { db } = await openWorld();
  const customer = await newCustomer();
  await writeOperation("profile.update", lead, await fillForm("profile.update", customer));
  await db.updateTable("operation").set({ state: "prepared", sent_at: null, settled_at: null }).execute();
  expect(shown(await listActivity(customer.app, customer.profileId))).toEqual(["profile.update prepared"]);
  passTime(QUIET_MS + 1000);
  expect(await listActivity(customer.app, customer.profileId)).toMatchObject([
    { state: "not_applied", message: expect.stringMatching(/^Nothing was sent/) },
  ]);
});

test("knows field by field what was last set from here, by whom, and whether that is confirmed", async () => {
  await openWorld();
  const customer = await newCustomer();
  const set = async (body: object, role: "agent" | "lead") =>
    writeOperation("profile.update", agentOf(role), await fillForm("profile.update", customer, { body }));
  await set({ email: "old@example.com", first_name: "Zoë" }, "agent");
  passTime(1000);
  await set({ email: "new@example.com", custom_attributes: [{ key: "plan", value: "x" }] }, "lead");
  passTime(1000);
  await plan({
    mode: "status",
    status: 400,
    body: { errors: ["no"], error_code: "no" },
    match: callOf["profile.update"],
  });
  await set({ email: "refused@example.com" }, "lead");
  passTime(1000);
  await plan({ mode: "status", status: 500, match: callOf["profile.update"] });
  await set({ last_name: null }, "agent");

  expect(await readLastSet(customer.app, customer.profileId)).toEqual({
    email: { value: "new@example.com", by: "lead@example.com", confirmed: true, at: expect.any(String) },
    first_name: { value: "Zoë", by: "agent@example.com", confirmed: true, at: expect.any(String) },
    last_name: { value: null, by: "agent@example.com", confirmed: false, at: expect.any(String) },
  });
});

test("looks through a bounded number of updates, the newest", async () => {
  const { db } = await openWorld();
  const customer = await newCustomer();
  await writeOperation("profile.update", lead, await fillForm("profile.update", customer));
  const row = await db.selectFrom("operation").selectAll().executeTakeFirstOrThrow();
  const copies = Array.from({ length: 300 }, (_, at) => ({
    ...row,
    id: crypto.randomUUID(),
    created_at: new Date(Date.parse(row.created_at) + (at + 1) * 1000).toISOString(),
    sent_at: new Date(Date.parse(row.created_at) + (at + 1) * 1000).toISOString(),
    request: JSON.stringify(at === 0 ? { phone_number: "1" } : { last_name: `${at}` }),
  }));
  for (let from = 0; from < copies.length; from += 50) {
    await db
      .insertInto("operation")
      .values(copies.slice(from, from + 50))
      .execute();
  }
  expect(Object.entries(await readLastSet(customer.app, customer.profileId))).toMatchObject([
    ["last_name", { value: "299" }],
  ]);
});
