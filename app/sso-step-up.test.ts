import type { JWTPayload } from "jose";
import { afterAll, expect, test, vi } from "vitest";
import { startLyingProvider } from "@/lib/sso/lying-provider.fixture";
import { clientId } from "@/lib/sso/real-provider.fixture";

const liar = await startLyingProvider();
afterAll(liar.close);
vi.stubEnv("OIDC_ISSUER", liar.issuer);
vi.stubEnv("OIDC_CLIENT_ID", clientId);
const { addAgent, openTestConsole, withCookies } = await import("@/lib/auth/auth.fixture");
const { enter, showCode, turnOn } = await import("@/lib/auth/factor/factor.fixture");
const { readSession } = await import("@/lib/auth/read-session");
const { isConfirmed } = await import("@/lib/auth/step-up");
const { POST: start } = await import("./api/auth/oidc/start/route");
const { GET: callback } = await import("./api/auth/oidc/callback/route");

const origin = "http://127.0.0.1:3000";

/** Ada, who is connected with who she is at the provider, signed in an hour ago; `secret` of her second factor, where it is on. */
async function arrive(factor: "on" | "off") {
  const { auth, db } = await openTestConsole();
  const email = "ada@acme.test";
  const userId = await addAgent(auth, { email, password: "correct horse battery", role: "admin" });
  const identity = { issuer: liar.issuer, subject: "ada", user_id: userId, connected_at: "2026-01-01T00:00:00.000Z" };
  await db.insertInto("sso_identity").values(identity).execute();
  const held = factor === "on" ? await turnOn(auth, { userId, email }, new Date()) : null;
  const { cookies } = await enter(auth, { userId, email });
  const confirmedAt = "2026-01-01T00:00:00.000Z";
  await db.updateTable("session").set({ confirmedAt }).execute();
  const who = (cookie: string) => readSession(auth, new Headers({ cookie }), { now: new Date(), mode: "practice" });
  const attempts = () => db.selectFrom("sso_attempt").select("purpose").execute();
  const denied = async () => {
    const rows = db.selectFrom("audit_event").selectAll().where("outcome", "=", "denied").orderBy("seq");
    return (await rows.execute()).map(({ actor_id, action, detail }) => [actor_id, action, detail]);
  };
  return { userId, secret: held?.secret ?? "", cookie: cookies.get("cookie") ?? "", who, attempts, denied };
}

/** The press in the dialog, or on the sign-in page. */
const press = (cookie: string, code?: string, purpose = "confirm") => {
  const body = new URLSearchParams({ purpose, ...(code !== undefined && { code }) });
  return start(new Request(`${origin}/api/auth/oidc/start`, { method: "POST", headers: { origin, cookie }, body }));
};
const leads = (answer: Response) => answer.headers.get("location") ?? "";

/** The way there and back, signed in at the provider anew. */
async function goOn(began: Response, cookie: string) {
  const headers = { cookie: `${withCookies(began).get("cookie")}; ${cookie}` };
  const back = await callback(new Request(liar.answer(leads(began)), { headers }));
  return { to: leads(back), cookie: withCookies(back).get("cookie") ?? "" };
}

test("an account with a second factor confirms by the provider and a code, and each code counts once", async () => {
  const { userId, secret, cookie, who, attempts, denied } = await arrive("on");
  const next = showCode(secret, Date.now() + 30_000);
  for (const none of [undefined, "", "  "])
    expect(leads(await press(cookie, none))).toBe("/close-tab?error=code_needed");
  expect(leads(await press(cookie, "000000"))).toBe("/close-tab?error=code_wrong");
  expect(await attempts()).toEqual([]);
  const began = await press(cookie, ` ${next} `);
  expect(leads(began)).toMatch(liar.issuer);
  expect(await attempts()).toEqual([{ purpose: "confirm" }]);
  const back = await goOn(began, cookie);
  expect(back.to).toBe("/close-tab?done=confirmed");
  const confirmedAt = (await who(back.cookie))?.confirmedAt ?? "";
  expect(Date.now() - Date.parse(confirmedAt)).toBeLessThan(60_000);
  expect(await who(cookie)).toBeNull();
  expect(leads(await press(back.cookie, next))).toBe("/close-tab?error=code_used");
  expect(await denied()).toEqual([
    [userId, "own.confirm", '{"code":"wrong_code"}'],
    [userId, "own.confirm", '{"code":"used_code"}'],
  ]);
});

test("an account without one confirms by the provider alone, which must have asked anew", async () => {
  const { cookie, who } = await arrive("off");
  const hourAgo = Math.floor(Date.now() / 1000) - 3600;
  liar.lies.claims = { auth_time: hourAgo };
  expect((await goOn(await press(cookie), cookie)).to).toBe("/close-tab?error=sso_stale");
  liar.lies.claims = {};
  expect((await who(cookie))?.confirmedAt).toBe("2026-01-01T00:00:00.000Z");
  const began = await press(cookie);
  const asked = new URL(leads(began)).searchParams;
  expect([asked.get("prompt"), asked.get("max_age")]).toEqual(["login", "0"]);
  expect((await goOn(began, cookie)).to).toBe("/close-tab?done=confirmed");
});

test.each([
  ["says that they signed in just now", "off", 0, true],
  ["remembered them for an hour", "off", 3600, false],
  ["does not say when they signed in", "off", undefined, false],
  ["asked no code of the second factor that is on here", "on", 0, false],
] as const)("to sign in anew is no step-up where the provider %s", async (_how, factor, secondsAgo, isProof) => {
  const { who } = await arrive(factor);
  const seconds = Math.floor(Date.now() / 1000);
  liar.lies.claims = { auth_time: secondsAgo === undefined ? undefined : seconds - secondsAgo } as JWTPayload;
  const back = await goOn(await press("", undefined, "sign_in"), "");
  liar.lies.claims = {};
  expect(back.to).toBe("/");
  const confirmedAt = (await who(back.cookie))?.confirmedAt ?? "";
  expect(isConfirmed(confirmedAt, Date.now())).toBe(isProof);
});
