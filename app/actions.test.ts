import { readdirSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test, vi } from "vitest";
import { actions as expected } from "@/lib/auth/endpoints";
import { can, type Role, roles } from "@/lib/auth/permissions";
import { names as operationNames } from "@/lib/operations/bodies.fixture";
import { operations, permissionOf } from "@/lib/operations/catalogue";
import {
  agentOf,
  countCalls,
  fillForm,
  forget,
  newCustomer,
  openWorld,
  writeOperation,
} from "@/lib/operations/world.fixture";

const request = vi.hoisted(() => ({ headers: new Headers() }));
vi.mock("next/headers", () => ({ headers: async () => request.headers }));
vi.mock("next/navigation", () => ({ redirect: vi.fn() }));
const { getAuth } = await import("@/lib/auth/auth");
const { withCookies } = await import("@/lib/auth/auth.fixture");
const { signInToPractice } = await import("@/lib/auth/practice");
const shared = globalThis as typeof globalThis & { consoleAuth?: unknown };

type Action = (input: unknown) => Promise<{ ok: boolean; error?: { code: string; outcome: string } }>;
const root = fileURLToPath(new URL(".", import.meta.url));
const actions: Record<string, Action> = {};
for (const path of readdirSync(root, { recursive: true, encoding: "utf8" })) {
  if (!/(^|[\\/])actions\.tsx?$/.test(path)) continue;
  const file = relative(root, join(root, path)).split(sep).join("/");
  const exported = (await import(/* @vite-ignore */ join(root, path))) as Record<string, Action>;
  for (const [name, action] of Object.entries(exported)) {
    if (actions[name]) throw new Error(`Two actions are called ${name}, one of them in ${file}.`);
    actions[name] = action;
  }
}

async function arriveAs(role: Role | "nobody", origin = "http://127.0.0.1:3000") {
  const db = await openWorld();
  shared.consoleAuth = undefined;
  onTestFinished(() => {
    shared.consoleAuth = undefined;
  });
  const cookies =
    role === "nobody" ? new Headers() : withCookies(await signInToPractice(await getAuth(), role, new Headers()));
  request.headers = new Headers([...cookies, ["origin", origin]]);
  return db;
}

const rowsOf = async ({ db }: Awaited<ReturnType<typeof openWorld>>) =>
  (await db.selectFrom("operation").select("id").execute()).length;

test("every action of the house is known here", () => {
  expect(Object.keys(actions).sort()).toEqual(Object.keys(expected).sort());
});

test.each(Object.keys(expected))("nobody, and nobody's page, gets nothing from %s", async (name) => {
  const world = await arriveAs("nobody");
  await forget();
  expect(await actions[name]?.({})).toMatchObject({ ok: false, error: { outcome: "not_sent", code: "signed_out" } });
  request.headers = new Headers({ origin: "https://evil.example" });
  expect(await actions[name]?.({})).toMatchObject({ ok: false, error: { outcome: "not_sent", code: "signed_out" } });
  expect(await countCalls()).toEqual({});
  expect(await rowsOf(world)).toBe(0);
});

test("another site's page gets nothing from any action through an admin's browser", async () => {
  const world = await arriveAs("admin");
  request.headers.set("origin", "https://evil.example");
  for (const name of Object.keys(expected)) {
    expect([name, await actions[name]?.({})]).toMatchObject([name, { ok: false, error: { code: "wrong_origin" } }]);
  }
  expect(await rowsOf(world)).toBe(0);
});

test.each(roles)("a %s gets from each action what the permission table says", async (role) => {
  const world = await arriveAs(role);
  for (const [name, operation] of Object.entries(expected)) {
    await forget();
    const answer = await actions[name]?.({});
    const code = can(role, permissionOf(operation)) ? "invalid_input" : "forbidden";
    expect([name, answer]).toMatchObject([name, { ok: false, error: { outcome: "not_sent", code } }]);
    expect(await countCalls()).toEqual({});
  }
  expect(await rowsOf(world)).toBe(0);
});

test.each(roles)("a %s who fills in each form changes what the role may change", async (role) => {
  const world = await arriveAs(role);
  for (const operation of operationNames) {
    const name = Object.keys(expected).find((key) => expected[key] === operation) as string;
    const customer = await newCustomer();
    const input = await fillForm(operation, customer);
    const allowed = can(role, operations[operation].permission);
    const answer = await actions[name]?.(input);
    expect([name, answer]).toMatchObject([name, allowed ? { ok: true } : { ok: false, error: { code: "forbidden" } }]);
    const row = await world.db.selectFrom("operation").selectAll().where("id", "=", input.target.operationId).execute();
    expect(row).toHaveLength(allowed ? 1 : 0);
    if (allowed)
      expect(row[0]).toMatchObject({
        agent_id: `practice-${{ agent: "alex", lead: "lena", admin: "adam" }[role as "agent"]}`,
        agent_role: role,
      });
  }
});

test("an answer holds the customer's page, with this change in its list", async () => {
  await arriveAs("agent");
  const customer = await newCustomer();
  const input = await fillForm("access.grant", customer);
  const answer = await actions.grantAccess?.(input);
  expect(answer).toMatchObject({
    ok: true,
    data: {
      view: { app: "acme-ios", profileId: customer.profileId },
      activity: [{ id: input.target.operationId, state: "applied" }],
    },
  });
});

test("checking answers for the customer it was sent to and for no other", async () => {
  await arriveAs("viewer");
  const customer = await newCustomer();
  const other = await newCustomer();
  const input = await fillForm("access.grant", customer);
  const { operationId } = input.target;
  await writeOperation("access.grant", agentOf("agent"), input);
  const check = actions.checkOperation as Action;
  const { app, profileId } = customer;
  expect(await check({ operationId, app, profileId: profileId.toUpperCase() })).toMatchObject({
    ok: true,
    data: { view: { app, profileId } },
  });
  for (const asked of [
    { app, profileId: other.profileId },
    { app: "acme-android", profileId },
  ]) {
    expect(await check({ operationId, ...asked })).toMatchObject({ ok: false, error: { code: "no_such_operation" } });
  }
});
