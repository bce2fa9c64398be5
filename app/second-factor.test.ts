import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test, vi } from "vitest";
import { actions as endpoints, routes } from "@/lib/auth/endpoints";
import { permissionOf } from "@/lib/operations/catalogue";
import type { Requirement } from "@/lib/settings/second-factor";

const request = vi.hoisted(() => ({ headers: new Headers() }));
vi.mock("next/headers", () => ({ headers: async () => request.headers }));
vi.mock("next/navigation", () => ({
  redirect: (path: string) => {
    throw new Error(`led to ${path}`);
  },
}));
const { addAgent, openTestConsole, withCookies } = await import("@/lib/auth/auth.fixture");
const { enter, showCode, turnOn } = await import("@/lib/auth/factor/factor.fixture");
const { signInToPractice } = await import("@/lib/auth/practice");
const { requireAgent } = await import("@/lib/auth/session");
const { CONFIRM_MS } = await import("@/lib/auth/step-up");
const confirmRoute = await import("./api/own/confirm/route");
const own = await import("./(console)/account/factor/actions");
const { changeOwnPassword } = await import("./(console)/account/actions");
const team = await import("./(console)/team/actions");

const origin = "http://127.0.0.1:3000";
const root = fileURLToPath(new URL(".", import.meta.url));
const within = (name: RegExp) =>
  readdirSync(root, { recursive: true, encoding: "utf8" }).filter((path) => name.test(path));

type Action = (input: unknown) => Promise<{ ok: boolean; error?: { code: string } }>;
type Handler = (request: Request, context: { params: Promise<object> }) => Promise<Response>;

/** A console that asks a second factor of `secondFactor`, and Ada, an admin who has none, just signed in. */
async function arrive(secondFactor: Requirement) {
  const { auth, db } = await openTestConsole();
  const setting = { key: "console", updated_at: "2026-01-01T00:00:00.000Z", updated_by: "x" };
  await db
    .insertInto("setting")
    .values({ ...setting, value: JSON.stringify({ secondFactor }) })
    .execute();
  const add = async (name: string, role: string) => {
    const email = `${name}@acme.test`;
    return { email, userId: await addAgent(auth, { email, password: "correct horse battery", role }) };
  };
  const as = (cookies: Headers) => {
    request.headers = new Headers([...cookies, ["origin", origin], ["x-console-path", "/team?tab=1"]]);
  };
  const ada = await add("ada", "admin");
  as((await enter(auth, ada)).cookies);
  return { auth, db, ada, add, as };
}

const codeOf = async (asked: Promise<{ ok: boolean; error?: { code: string } }>) => (await asked).error?.code;

test("whoever owes a second factor gets nothing from any action or route but those that set it up", async () => {
  await arrive("leads");
  const exported: Record<string, Action> = {};
  for (const path of within(/(^|[\\/])actions\.ts$/))
    Object.assign(exported, await import(/* @vite-ignore */ join(root, path)));
  for (const [name, operation] of Object.entries(endpoints)) {
    const open = permissionOf(operation) === "own.secure";
    expect([name, await codeOf((exported[name] as Action)({}))]).toEqual([
      name,
      open ? "invalid_input" : "factor_first",
    ]);
  }
  const asked: string[] = [];
  for (const path of within(/(^|[\\/])route\.ts$/)) {
    const address = `/${path.split(/[\\/]/).slice(0, -1).join("/")}`;
    const handlers = (await import(/* @vite-ignore */ join(root, path))) as Record<string, Handler>;
    for (const [method, handle] of Object.entries(handlers)) {
      const permission = routes[`${method} ${address}`];
      if (!permission || permission === "anybody") continue;
      asked.push(`${method} ${address}`);
      const sent = new Request(`${origin}/x`, { method, headers: request.headers });
      const answer = await handle(sent, { params: Promise.resolve({}) });
      const open = permission === "own.secure";
      expect([address, answer.status]).toEqual([address, open ? 400 : 403]);
      expect([address, (await answer.json()).error.code]).toEqual([address, open ? "invalid_input" : "factor_first"]);
    }
  }
  expect(asked.length).toBeGreaterThan(5);
});

test("a page leads them to the set-up and back", async () => {
  await arrive("everybody");
  await expect(requireAgent("console.open")).rejects.toThrow("led to /second-factor?next=%2Fteam%3Ftab%3D1");
  await expect(requireAgent("team.manage")).rejects.toThrow("led to /second-factor");
  expect(await requireAgent("own.secure")).toMatchObject({ ok: true, agent: { factor: "owed" } });
});

test("once it is on, everything is open again, and it cannot be turned off", async () => {
  await arrive("leads");
  const offered = await own.offerOwnFactor({ seen: "off" });
  if (!offered.ok) throw new Error(offered.error.message);
  const { offer, secret } = offered.data;
  expect(await own.turnOnOwnFactor({ offer, code: "000000" })).toMatchObject({
    error: { code: "wrong", fields: [{ field: "code" }] },
  });
  const proved = await own.turnOnOwnFactor({ offer, code: showCode(secret, Date.now()) });
  expect(proved).toMatchObject({ ok: true, data: { codes: expect.any(Array) } });
  expect(await requireAgent("team.manage")).toMatchObject({ ok: true });
  expect(await team.disableAgent({ id: "nobody" })).toMatchObject({ error: { code: "no_such_account" } });
  expect(await own.turnOffOwnFactor({ seen: "on" })).toMatchObject({ error: { code: "required" } });
  expect(await own.makeOwnRecoveryCodes({ seen: "on" })).toMatchObject({ ok: true });
});

test.each([
  ["nobody", "admin", "off"],
  ["leads", "agent", "off"],
  ["leads", "auditor", "off"],
  ["leads", "lead", "owed"],
  ["everybody", "viewer", "owed"],
] as const)("where %s must have one, for %s it is %s", async (requirement, role, factor) => {
  const { auth, add } = await arrive(requirement);
  expect((await enter(auth, await add("bo", role))).agent).toMatchObject({ role, factor });
});

test("one-click accounts are asked for none and can turn on none; whoever becomes a lead owes it at once", async () => {
  const { auth, db, add, as } = await arrive("leads");
  as(withCookies(await signInToPractice(auth, "admin", new Headers())));
  expect(await requireAgent("team.manage")).toMatchObject({ ok: true, agent: { factor: "off" } });
  expect(await own.offerOwnFactor({ seen: "off" })).toMatchObject({ error: { code: "none" } });
  const zoe = await add("zoe", "viewer");
  as((await enter(auth, zoe)).cookies);
  expect(await requireAgent("console.open")).toMatchObject({ ok: true });
  await db.updateTable("user").set({ role: "lead" }).where("id", "=", zoe.userId).execute();
  await expect(requireAgent("console.open")).rejects.toThrow("led to /second-factor");
});

test("step-up asks for the password and a code, each code once", async () => {
  const { auth, add, as } = await arrive("nobody");
  const zoe = await add("zoe", "admin");
  const { secret, cookies } = await turnOn(auth, zoe, new Date());
  as(cookies);
  const later = Date.now() + CONFIRM_MS + 60_000;
  vi.useFakeTimers({ toFake: ["Date"], now: later });
  expect(await own.turnOffOwnFactor({ seen: "on" })).toMatchObject({ error: { code: "confirm_first" } });
  const confirm = async (body: object) => {
    const sent = { method: "POST", headers: request.headers, body: JSON.stringify(body) };
    const answer = await confirmRoute.POST(new Request(origin, sent), { params: Promise.resolve(undefined) as never });
    if (answer.ok) as(withCookies(answer));
    return answer.ok ? "confirmed" : (await answer.json()).error.code;
  };
  const password = "correct horse battery";
  const code = showCode(secret, later);
  expect(await confirm({ password })).toBe("code_needed");
  expect(await confirm({ password: "wrong", code })).toBe("wrong");
  expect(await confirm({ password, code: "000000" })).toBe("code_wrong");
  const passwords = { present: password, chosen: "a quiet lake in autumn" };
  for (const ask of [() => own.turnOffOwnFactor({ seen: "on" }), () => changeOwnPassword(passwords)])
    expect(await ask()).toMatchObject({ error: { code: "confirm_first" } });
  expect(await confirm({ password, code })).toBe("confirmed");
  expect(await confirm({ password, code })).toBe("code_used");
  expect(await changeOwnPassword(passwords)).toMatchObject({ ok: true });
  expect(await own.turnOffOwnFactor({ seen: "on" })).toMatchObject({ ok: true });
});
