import { beforeEach, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { can, type Role, roles } from "@/lib/auth/permissions";
import { CONFIRM_MS } from "@/lib/auth/step-up";
import { localOperations, operations, permissionOf } from "./catalogue";
import { openWorld, passTime } from "./world.fixture";

const request = vi.hoisted(() => ({ headers: new Headers() }));
vi.mock("next/headers", () => ({ headers: async () => request.headers }));
vi.mock("next/navigation", () => ({ redirect: vi.fn() }));
const { agentAction } = await import("./agent-action");
const { getAuth } = await import("@/lib/auth/auth");
const { withCookies } = await import("@/lib/auth/auth.fixture");
const { signInToPractice } = await import("@/lib/auth/practice");
const shared = globalThis as typeof globalThis & { consoleAuth?: unknown };

const ours = { "sec-fetch-site": "same-origin", origin: "http://127.0.0.1:3000" };

async function arriveAs(role: Role | "nobody", headers: Record<string, string> = ours): Promise<void> {
  const cookies =
    role === "nobody" ? new Headers() : withCookies(await signInToPractice(await getAuth(), role, new Headers()));
  request.headers = new Headers([...cookies, ...Object.entries(headers)]);
}

beforeEach(async () => {
  shared.consoleAuth = undefined;
  return async () => {
    shared.consoleAuth = undefined;
  };
});

const names = [...Object.keys(operations), ...Object.keys(localOperations)] as Parameters<typeof permissionOf>[0][];
const input = z.strictObject({ body: z.strictObject({ name: z.string().min(1, "Required.") }) });
const good = { body: { name: "Zoë" } };

function probe(operation: (typeof names)[number]) {
  const run = vi.fn(async () => ({ ok: true as const, data: "done" }));
  return { run, action: agentAction({ operation, input, run }) };
}

test.each(roles)("a %s reaches what the permission table allows, and nothing else", async (role) => {
  await openWorld();
  await arriveAs(role);
  for (const operation of names) {
    const { run, action } = probe(operation);
    const allowed = can(role, permissionOf(operation));
    const result = await action(good);
    expect([operation, result.ok]).toEqual([operation, allowed]);
    expect(run).toHaveBeenCalledTimes(allowed ? 1 : 0);
    if (!result.ok) expect(result.error).toMatchObject({ outcome: "not_sent", code: "forbidden" });
    if (allowed) expect(run).toHaveBeenCalledWith(expect.objectContaining({ role, id: expect.any(String) }), good);
  }
});

test("a refusal is recorded: who tried what on whom, and where a request came from that no page of ours sent", async () => {
  const { db } = await openWorld();
  await arriveAs("viewer");
  const target = { app: "acme-ios", profileId: "a0000000-0000-4000-8000-000000000001" };
  await probe("access.grant").action({ ...good, target });
  await probe("account.disable").action({ id: "zoe" });
  await probe("access.grant").action("?");
  await arriveAs("admin", { origin: "https://evil.example" });
  await probe("access.grant").action(good);
  const denied = db.selectFrom("audit_event").selectAll().where("outcome", "=", "denied").orderBy("seq");
  const told = (await denied.execute()).map((row) => [
    row.actor_role,
    row.action,
    row.target_type,
    row.target_id,
    row.detail,
  ]);
  expect(told).toEqual([
    ["viewer", "access.grant", "profile", target.profileId, '{"code":"forbidden"}'],
    ["viewer", "account.disable", "account", "zoe", '{"code":"forbidden"}'],
    ["viewer", "access.grant", null, null, '{"code":"forbidden"}'],
    ["admin", "access.grant", null, null, '{"code":"wrong_origin"}'],
  ]);
});

test("so is what another account's page asked for, and what was asked for without the password it takes first", async () => {
  const { db } = await openWorld();
  await arriveAs("lead");
  const target = { app: "acme-ios", profileId: "a0000000-0000-4000-8000-000000000001" };
  await probe("access.grant").action({ ...good, target: { ...target, by: "practice-mia" } });
  passTime(CONFIRM_MS + 1000);
  const run = vi.fn(async () => ({ ok: true as const, data: null }));
  const action = agentAction({ operation: "transaction.set", input: z.unknown(), stepUp: true, run });
  expect(await action({ target })).toMatchObject({ ok: false, error: { code: "confirm_first" } });
  expect(run).not.toHaveBeenCalled();
  const held = db.selectFrom("audit_event").selectAll().where("outcome", "in", ["denied", "held"]).orderBy("seq");
  const refused = await held.execute();
  expect(refused.map((row) => [row.actor_id, row.action, row.target_id, row.outcome, row.detail])).toEqual([
    ["practice-lena", "access.grant", target.profileId, "denied", '{"code":"other_account"}'],
    ["practice-lena", "transaction.set", target.profileId, "held", '{"code":"confirm_first"}'],
  ]);
});

test("what one account filled in is not sent by another that signed in beside it", async () => {
  await openWorld();
  await arriveAs("admin");
  const target = { app: "acme-ios", profileId: "a0000000-0000-4000-8000-000000000001" };
  const run = vi.fn(async () => ({ ok: true as const, data: null }));
  const action = agentAction({ operation: "access.grant", input: z.unknown(), run });
  const refused = await action({ ...good, target: { ...target, by: "practice-lena" } });
  expect(refused).toMatchObject({ ok: false, error: { outcome: "not_sent", code: "other_account" } });
  expect(refused.ok || refused.error.message).toContain("adam@practice.example is signed in now");
  expect(run).not.toHaveBeenCalled();
  expect(await action({ ...good, target: { ...target, by: "practice-adam" } })).toMatchObject({ ok: true });
});

test.each<Record<string, string>>([{}, { origin: "https://evil.example" }])(
  "nobody reaches nothing and fills no record",
  async (from) => {
    const { db } = await openWorld();
    await arriveAs("nobody", from);
    for (const operation of names) {
      const { run, action } = probe(operation);
      expect(await action(good)).toMatchObject({ ok: false, error: { outcome: "not_sent", code: "signed_out" } });
      expect(run).not.toHaveBeenCalled();
    }
    expect(await db.selectFrom("audit_event").select("seq").execute()).toEqual([]);
  },
);

test.each<[string, Record<string, string>]>([
  ["another site", { "sec-fetch-site": "cross-site", origin: "https://evil.example" }],
  ["another port of this machine", { "sec-fetch-site": "same-site", origin: "http://127.0.0.1:4010" }],
  ["a frame without an origin", { origin: "null" }],
  ["nowhere", {}],
])(
  "an admin's browser is not enough: a request from %s is refused before what it asks for is read",
  async (_, headers) => {
    await openWorld();
    await arriveAs("admin", headers);
    for (const operation of names) {
      const { run, action } = probe(operation);
      expect(await action(good)).toMatchObject({ ok: false, error: { outcome: "not_sent", code: "wrong_origin" } });
      expect(run).not.toHaveBeenCalled();
    }
  },
);

describe("an input that the form's schema refuses", () => {
  test.each([
    ["a field that is empty", { body: { name: "" } }, [{ field: "name", message: "Required." }]],
    ["a key too many", { ...good, agent: "admin" }, [{ field: null, message: expect.stringContaining("agent") }]],
    ["nothing at all", undefined, [{ field: null, message: expect.any(String) }]],
  ])("comes back with its fields: %s", async (_, raw, fields) => {
    await openWorld();
    await arriveAs("admin");
    const { run, action } = probe("access.grant");
    const result = await action(raw);
    expect(result).toMatchObject({ ok: false, error: { outcome: "not_sent", code: "invalid_input", fields } });
    expect(run).not.toHaveBeenCalled();
  });

  test("is judged only after permission, so that it tells a stranger nothing", async () => {
    await openWorld();
    await arriveAs("viewer");
    expect(await probe("access.grant").action({})).toMatchObject({ error: { code: "forbidden" } });
  });
});

test("when the sessions cannot be read, nothing runs and the agent reads that nothing was sent", async () => {
  await openWorld();
  await arriveAs("admin");
  (globalThis as { consoleAuth?: unknown }).consoleAuth = Promise.reject(new Error("disk I/O error"));
  const { run, action } = probe("access.grant");
  expect(await action(good)).toMatchObject({
    error: { outcome: "not_sent", code: "session_unread", message: expect.stringMatching(/^Nothing was sent/) },
  });
  expect(run).not.toHaveBeenCalled();
});
