import { expect, test } from "vitest";
import {
  fillForm,
  lead,
  newCustomer,
  openWorld,
  passTime,
  plan,
  QUIET_MS,
  recheckOperation,
  writeOperation,
} from "./world.fixture";

const { watchLog } = await import("@/lib/log/log.fixture");
const { watchAdapty } = await import("@/lib/health/watch-adapty");
watchAdapty();

test("what became of a write stands in the log by its ids, and nothing of the customer, the agent or the form", async () => {
  const { db } = await openWorld();
  const customer = await newCustomer();
  const lines = watchLog();
  const applied = await fillForm("access.grant", customer);
  await writeOperation("access.grant", lead, applied);
  const lost = await fillForm("profile.update", customer);
  await plan({ mode: "reset", when: "before", match: { method: "PATCH" } });
  await writeOperation("profile.update", lead, lost);
  passTime(QUIET_MS + 1_000);
  await recheckOperation(lost.target.operationId);

  const told = lines.filter(({ operation }) => operation !== undefined);
  const grant = { operation: applied.target.operationId, name: "access.grant", app: customer.app };
  const edit = { ...grant, operation: lost.target.operationId, name: "profile.update" };
  expect(told).toEqual([
    expect.objectContaining({ ...grant, level: "info", state: "applied", attempts: 1, ms: expect.any(Number) }),
    expect.objectContaining({ ...edit, level: "warn", state: "unknown", code: "connection_lost", attempts: 1 }),
    expect.objectContaining({ ...edit, level: "info", state: "not_applied", code: "did_not_arrive" }),
  ]);
  const calls = lines.filter(({ path }) => path !== undefined);
  expect(calls).toContainEqual(expect.objectContaining({ method: "GET", code: "ok", status: 200, tried: 1 }));
  expect(calls).toContainEqual(expect.objectContaining({ method: "PATCH", code: "connection_lost", level: "warn" }));

  const rows = await db.selectFrom("operation").select(["request", "agent_email", "note", "ticket"]).execute();
  const personal = rows.flatMap((row) => [row.agent_email, row.note, row.ticket, row.request]).filter(Boolean);
  const hidden = [customer.profileId, customer.customerUserId, lead.id, "secret_practice", ...personal];
  expect(hidden.filter((text) => JSON.stringify(lines).includes(text as string))).toEqual([]);
});
