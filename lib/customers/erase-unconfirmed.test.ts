import { expect, test } from "vitest";
import { passTime, QUIET_MS } from "@/lib/operations/world.fixture";
import { erase, newFolder } from "./erase.fixture";

const { deleteProfile } = await import("@/lib/adapty/calls");
const { env } = await import("@/lib/env");
const { listOperations } = await import("@/lib/operations/list-operations");
const { countQueue, listQueue } = await import("@/lib/operations/list-queue");
const { lose } = await import("@/lib/operations/lost.fixture");
const { readBacklog } = await import("@/lib/operations/overdue");
const { settleDue } = await import("@/lib/operations/settle-due");
const [app] = env.apps;
if (!app) throw new Error("No app is set.");

test("what was erased while it was not confirmed, which nobody can settle any more, waits for nobody", async () => {
  const { db, customer, id } = await lose("reset");
  await deleteProfile(app, customer);
  passTime(QUIET_MS + 1_000);
  await settleDue();
  expect([await countQueue({}), (await listQueue({})).map((entry) => entry.id)]).toEqual([1, [id]]);
  expect(await erase(db, customer, newFolder().list)).toMatchObject({ ok: true });
  expect([await countQueue({}), await listQueue({})]).toEqual([0, []]);
  expect(await readBacklog(db, new Date())).toMatchObject({ open: {}, oldest: null });
  const { entries } = await listOperations({ customer: customer.profileId });
  expect(entries).toMatchObject([{ id, state: "unknown", erasedAt: expect.any(String) }]);
});
