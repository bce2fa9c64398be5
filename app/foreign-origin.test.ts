import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, onTestFinished, test, vi } from "vitest";
import { routes } from "@/lib/auth/endpoints";
import { startLyingProvider } from "@/lib/sso/lying-provider.fixture";

const request = vi.hoisted(() => ({ headers: new Headers() }));
vi.mock("next/headers", () => ({ headers: async () => request.headers }));
vi.mock("next/navigation", () => ({ redirect: vi.fn() }));
const provider = await startLyingProvider();
afterAll(provider.close);
vi.stubEnv("OIDC_ISSUER", provider.issuer);
vi.stubEnv("OIDC_CLIENT_ID", "console");
const { addAgent, openTestConsole, withCookies } = await import("@/lib/auth/auth.fixture");
const { createAccount } = await import("@/lib/auth/create-account");
const { env } = await import("@/lib/env");
const { showCode, turnOn } = await import("@/lib/auth/factor/factor.fixture");
const { invite } = await import("@/lib/auth/invitations");
const { makePasswordLink } = await import("@/lib/auth/password-links");
const { mintSetUpToken } = await import("@/lib/auth/set-up-token");
const { signInToPractice } = await import("@/lib/auth/practice");

const origin = "http://127.0.0.1:3000";
const password = "correct horse battery";
const chosen = "another horse entirely";
const email = "bo@acme.test";
const auth = "/api/auth";

type Handler = (sent: Request, context: { params: Promise<object> }) => Promise<Response>;
type World = Awaited<ReturnType<typeof openTestConsole>>;
/** A request that is right in all but where it comes from. */
type Valid = { fields?: Record<string, string>; json?: unknown; cookie?: string | null; params?: object };
type Told = [status: number, said: unknown];
type Case = { arrange: (world: World) => Promise<Valid>; refused: Told; done: Told };

/** What changes something, by its name in the table of endpoints, from the source tree. */
const handlers = new Map<string, Handler>();
for (const file of readdirSync(import.meta.dirname, { recursive: true, encoding: "utf8" })) {
  if (!/(^|\/)route\.tsx?$/.test(file)) continue;
  const path = `/${dirname(file)}`.replace(/\/\([^)]+\)/g, "");
  const exported: Record<string, Handler> = await import(join(import.meta.dirname, file));
  for (const [method, handle] of Object.entries(exported))
    if (!/^(GET|HEAD)$/.test(method) && typeof handle === "function") handlers.set(`${method} ${path}`, handle);
}

const addAccount = ({ auth, db }: World, name: string, role: "admin" | "viewer") =>
  createAccount(
    { auth, db, mode: "practice" },
    { name, email: `${name}@acme.test`, role, password, createdBy: "console" },
  );
const addBo = async (world: World) => ({
  id: await addAccount(world, "bo", "admin"),
  email,
  name: "bo",
  role: "admin" as const,
});
const asAdam = async ({ auth }: World) =>
  withCookies(await signInToPractice(auth, "admin", new Headers())).get("cookie");

const toSignIn: Told = [303, "/sign-in?error=origin"];
const wrongOrigin: Told = [403, "wrong_origin"];
const nothing: Case = {
  arrange: async (world) => ({ cookie: await asAdam(world), params: { rest: ["x", "y"] } }),
  refused: wrongOrigin,
  done: [404, "no_such_route"],
};

const cases: Record<string, Case> = {
  [`POST ${auth}/sign-in`]: {
    arrange: async (world) => {
      await addBo(world);
      return { fields: { email, password } };
    },
    refused: toSignIn,
    done: [303, "/"],
  },
  [`POST ${auth}/code`]: {
    arrange: async (world) => {
      const userId = await addAgent(world.auth, { email, password });
      const before = new Date(Date.now() - 60_000);
      const { secret } = await turnOn(world.auth, { userId, email }, before);
      const known = await post(`POST ${auth}/sign-in`, { fields: { email, password } }, { origin });
      return { fields: { code: showCode(secret, Date.now()) }, cookie: withCookies(known).get("cookie") };
    },
    refused: toSignIn,
    done: [303, "/"],
  },
  [`POST ${auth}/practice`]: {
    arrange: async () => ({ fields: { role: "admin" } }),
    refused: toSignIn,
    done: [303, "/"],
  },
  [`POST ${auth}/oidc/start`]: {
    arrange: async () => ({ fields: { purpose: "sign_in" } }),
    refused: toSignIn,
    done: [303, expect.stringContaining(provider.issuer)],
  },
  [`POST ${auth}/join`]: {
    arrange: async (world) => {
      const invited = { email: "zoe@acme.test", name: "", role: "viewer" as const };
      const made = await invite(
        { db: world.db, mode: "practice" },
        { inviter: await addBo(world), invited, now: new Date() },
      );
      if (!made.ok) throw new Error(made.message);
      return { fields: { token: made.token, name: "Zoë", password: chosen } };
    },
    refused: [303, "/join"],
    done: [303, "/"],
  },
  [`POST ${auth}/new-password`]: {
    arrange: async (world) => {
      const { id: by } = await addBo(world);
      const zoe = await addAccount(world, "zoe", "viewer");
      const place = { db: world.db, mode: "practice" as const, ssoOnly: false };
      const made = await makePasswordLink(place, { by, id: zoe, now: new Date() });
      if (!made.ok) throw new Error(made.message);
      return { fields: { token: made.token, password: chosen } };
    },
    refused: [303, "/new-password"],
    done: [303, "/sign-in?done=new-password"],
  },
  [`POST ${auth}/set-up`]: {
    arrange: async (world) => {
      const { mode } = env;
      Object.assign(env, { mode: "live" });
      onTestFinished(() => void Object.assign(env, { mode }));
      const token = await mintSetUpToken(world.db, new Date());
      return { fields: { token, name: "Ada", email: "ada@acme.test", password: chosen } };
    },
    refused: [303, "/set-up"],
    done: [303, "/"],
  },
  [`POST ${auth}/sign-out`]: {
    arrange: async (world) => ({ cookie: await asAdam(world), fields: {} }),
    refused: [303, "/"],
    done: [303, "/sign-in"],
  },
  "POST /api/own/confirm": {
    arrange: async (world) => ({ cookie: await asAdam(world), json: { password: null } }),
    refused: wrongOrigin,
    done: [200, undefined],
  },
  "POST /api/apps/[app]/find": {
    arrange: async (world) => ({ cookie: await asAdam(world), json: { text: "anna" }, params: { app: "nowhere" } }),
    refused: wrongOrigin,
    done: [404, "unknown_app"],
  },
  "POST /api/[...rest]": nothing,
  "PUT /api/[...rest]": nothing,
  "PATCH /api/[...rest]": nothing,
  "DELETE /api/[...rest]": nothing,
};

async function post(name: string, { fields, json, cookie, params = {} }: Valid, from: Record<string, string>) {
  const [method = "", path = ""] = name.split(" ");
  const headers = new Headers({ host: "127.0.0.1:3000", ...from, ...(cookie && { cookie }) });
  request.headers = headers;
  const body = fields ? new URLSearchParams(fields) : JSON.stringify(json ?? null);
  const handle = handlers.get(name);
  if (!handle) throw new Error(`There is no ${name}.`);
  return handle(new Request(`${origin}${path}`, { method, headers, body }), { params: Promise.resolve(params) });
}

async function tell(answer: Response): Promise<Told> {
  const location = answer.headers.get("location");
  return [answer.status, location ?? (await answer.json()).error?.code];
}

test("every route that changes something is asked here", () => {
  const named = Object.keys(routes).filter((name) => !name.startsWith("GET "));
  expect([...handlers.keys()].sort()).toEqual(named.sort());
  expect(Object.keys(cases).sort()).toEqual(named);
});

const foreign: Record<string, string>[] = [
  { origin: "https://evil.example" },
  { origin, "sec-fetch-site": "cross-site" },
  { "sec-fetch-site": "cross-site" },
  { origin: "https://evil.example", "sec-fetch-site": "same-origin" },
  { origin: "null" },
  {},
];

describe.each(Object.entries(cases))("%s", (name, { arrange, refused, done }) => {
  test("is refused to other sites for where it comes from, and done for our own page", async () => {
    const valid = await arrange(await openTestConsole());
    for (const from of foreign) {
      const answer = await post(name, valid, from);
      expect(answer.headers.getSetCookie(), JSON.stringify(from)).toEqual([]);
      expect(await tell(answer), JSON.stringify(from)).toEqual(refused);
    }
    expect(await tell(await post(name, valid, { origin }))).toEqual(done);
  });
});
