import { expect, test } from "vitest";
import { iso } from "@/lib/operations/bodies.fixture";
import { newCustomer, openWorld } from "@/lib/operations/world.fixture";
import { addAccount, addTeam, form, refused } from "./approvals.fixture";

const { requestApproval } = await import("./request-approval");

const MIDNIGHT = Date.parse(`${iso(900).slice(0, 10)}T00:00:00Z`);
const until = (minutes: number) => ({
  access_level_id: "premium",
  expires_at: new Date(MIDNIGHT + minutes * 60_000).toISOString(),
});

test("what waits is not asked for once more by a form whose end falls just after midnight", async () => {
  const { db } = await openWorld();
  const { mia } = await addTeam(db);
  const noa = await addAccount(db, "agent", "noa");
  const customer = await newCustomer();
  expect(await requestApproval("access.grant", mia, await form(customer, until(-1)))).toMatchObject({ ok: true });
  const answer = await requestApproval("access.grant", noa, await form(customer, until(1)));
  expect(answer).toMatchObject(refused("already_waiting"));
});

test("a day more is another request, which may wait beside it", async () => {
  const { db } = await openWorld();
  const { mia } = await addTeam(db);
  const noa = await addAccount(db, "agent", "noa");
  const customer = await newCustomer();
  expect(await requestApproval("access.grant", mia, await form(customer, until(0)))).toMatchObject({ ok: true });
  expect(await requestApproval("access.grant", noa, await form(customer, until(24 * 60)))).toMatchObject({ ok: true });
});
