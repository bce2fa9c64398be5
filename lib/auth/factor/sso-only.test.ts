import { expect, test, vi } from "vitest";

const request = vi.hoisted(() => ({ headers: new Headers() }));
vi.mock("next/headers", () => ({ headers: async () => request.headers }));
const redirect = vi.hoisted(() => vi.fn());
vi.mock("next/navigation", () => ({ redirect }));
vi.stubEnv("OIDC_ISSUER", "https://id.acme.test");
vi.stubEnv("OIDC_CLIENT_ID", "console");
vi.stubEnv("OIDC_ONLY", "true");
const { addAgent, openTestConsole } = await import("../auth.fixture");
const { requireAgent } = await import("../session");
const { allowPassword } = await import("@/lib/sso/password-door");
const { enter } = await import("./factor.fixture");

test("where the identity provider is the only way in, nobody owes a second factor but who may use a password for a day", async () => {
  const { auth, db } = await openTestConsole();
  const setting = { key: "console", updated_at: "2026-01-01T00:00:00.000Z", updated_by: "x" };
  await db
    .insertInto("setting")
    .values({ ...setting, value: '{"secondFactor":"everybody"}' })
    .execute();
  const email = "ada@acme.test";
  const userId = await addAgent(auth, { email, password: "correct horse battery", role: "admin" });
  const { cookies, agent } = await enter(auth, { userId, email });
  expect(agent.factor).toBe("owed");
  request.headers = cookies;
  expect(await requireAgent("team.manage")).toMatchObject({ ok: true, agent: { factor: "off" } });
  await db.transaction().execute((trx) => allowPassword(trx, userId, new Date()));
  expect(await requireAgent("own.secure")).toMatchObject({ ok: true, agent: { factor: "owed" } });
  await requireAgent("team.manage");
  expect(redirect).toHaveBeenCalledWith(expect.stringContaining("second-factor"));
});
