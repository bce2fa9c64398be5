import { expect, test, vi } from "vitest";

const request = vi.hoisted(() => ({ headers: new Headers() }));
vi.mock("next/headers", () => ({ headers: async () => request.headers }));
vi.mock("next/navigation", () => ({ redirect: vi.fn() }));
vi.stubEnv("OIDC_ISSUER", "https://id.acme.test");
vi.stubEnv("OIDC_CLIENT_ID", "console");
vi.stubEnv("OIDC_ONLY", "true");
const { openTestConsole, withCookies } = await import("@/lib/auth/auth.fixture");
const { createAccount } = await import("@/lib/auth/create-account");
const { openFirstSession } = await import("@/lib/auth/first-session");
const { makePasswordLink, recoverAccount } = await import("@/lib/auth/password-links");
const { allowPassword } = await import("@/lib/sso/password-door");
const { POST: signIn } = await import("./api/auth/sign-in/route");
const { POST: setPassword } = await import("./api/auth/new-password/route");
const { makeNewPasswordLink } = await import("./(console)/team/actions");
const { changeOwnPassword } = await import("./(console)/account/actions");

const origin = "http://127.0.0.1:3000";
const [password, chosen] = ["correct horse battery", "another horse entirely"];

/** Ada, an admin, is signed in; Zoë is a colleague. Both have passwords of a time when those counted, and Zoë is Zoë at the provider. */
async function arrive() {
  const { auth, db } = await openTestConsole();
  const place = { auth, db, mode: "practice" as const };
  const add = (name: string, role: "admin" | "viewer") =>
    createAccount(place, { name, email: `${name}@acme.test`, role, password, createdBy: "console" });
  const [ada, zoe] = [await add("ada", "admin"), await add("zoe", "viewer")];
  const identity = { issuer: "https://id.acme.test", subject: "zoe", connected_at: "2026-01-01T00:00:00.000Z" };
  await db
    .insertInto("sso_identity")
    .values({ ...identity, user_id: zoe })
    .execute();
  const entered = await openFirstSession(auth, { userId: ada, email: "ada@acme.test", headers: new Headers() });
  request.headers = new Headers([...withCookies(entered), ["origin", origin]]);
  const held = () =>
    Promise.all((["account", "sso_identity"] as const).map((t) => db.selectFrom(t).selectAll().execute()));
  const refusals = async () => {
    const rows = db.selectFrom("audit_event").selectAll().where("outcome", "=", "denied").orderBy("seq");
    return (await rows.execute()).map(({ action, target_id, detail }) => [action, target_id, detail]);
  };
  const personal = async (email: string) => {
    const parts = db.selectFrom("audit_personal").select("body").where("part", "=", "subject");
    return (await parts.where("body", "like", `%${email}%`).execute()).map(({ body }) => JSON.parse(body ?? ""));
  };
  return { db, ada, zoe, held, refusals, personal };
}

/** A plain form of ours; answers where it leads. */
async function post(
  to: (sent: Request) => Promise<Response>,
  fields: Record<string, string>,
  from: Record<string, string> = {},
): Promise<string | null> {
  const headers = { origin, ...from };
  const sent = new Request(`${origin}/`, { method: "POST", headers, body: new URLSearchParams(fields) });
  return (await to(sent)).headers.get("location");
}

test("a password that is not taken is recorded like a wrong one, for a known and an unknown account alike", async () => {
  const { zoe, refusals, personal } = await arrive();
  const knock = (email: string) => post(signIn, { email, password }, { "x-forwarded-for": "203.0.113.7" });
  for (const email of ["zoe@acme.test", "nobody@acme.test"]) expect(await knock(email)).toBe("/sign-in?error=sso_only");
  const code = '{"code":"sso_only"}';
  expect(await refusals()).toEqual([
    ["account.sign_in", zoe, code],
    ["account.sign_in", null, code],
  ]);
  expect(await personal("nobody@acme.test")).toEqual([{ email: "nobody@acme.test", address: "203.0.113.7" }]);
});

test("where one account may use a password for a day, another's is answered as a wrong one, and recorded as not taken", async () => {
  const { db, ada, zoe, refusals } = await arrive();
  await db.transaction().execute((trx) => allowPassword(trx, ada, new Date()));
  for (const email of ["zoe@acme.test", "nobody@acme.test"])
    expect(await post(signIn, { email, password })).toBe("/sign-in?error=refused");
  expect(await post(signIn, { email: "ada@acme.test", password: "wrong" })).toBe("/sign-in?error=refused");
  expect(await refusals()).toEqual([
    ["account.sign_in", zoe, '{"code":"sso_only"}'],
    ["account.sign_in", null, '{"code":"sso_only"}'],
    ["account.sign_in", ada, '{"code":"refused"}'],
  ]);
  expect(await post(signIn, { email: "ada@acme.test", password })).toBe("/");
});

test("trying on with passwords that are not taken fills no record", async () => {
  const { refusals } = await arrive();
  const knock = () => post(signIn, { email: "una@acme.test", password }, { "x-forwarded-for": "203.0.113.8" });
  const answers = [];
  for (let count = 0; count < 15; count++) answers.push(await knock());
  expect(answers.slice(-2)).toEqual(["/sign-in?error=wait", "/sign-in?error=wait"]);
  expect(await refusals()).toHaveLength(11);
});

test("no admin makes a link for a password that counts for nothing", async () => {
  const { db, zoe, refusals } = await arrive();
  const answer = await makeNewPasswordLink({ id: zoe });
  expect(answer).toMatchObject({ ok: false, error: { outcome: "not_sent", code: "sso_only" } });
  expect(answer).toMatchObject({
    error: { message: expect.stringMatching(/^No link was made\. .* takes no passwords/) },
  });
  expect(await db.selectFrom("password_link").selectAll().execute()).toEqual([]);
  expect(await refusals()).toEqual([["account.new_password", zoe, '{"code":"sso_only"}']]);
});

test("a link that an admin made before opens nothing, and leaves who they are at the provider", async () => {
  const { db, ada, zoe, held } = await arrive();
  const before = await held();
  const door = { db, mode: "practice" as const, ssoOnly: false };
  const made = await makePasswordLink(door, { by: ada, id: zoe, now: new Date() });
  if (!made.ok) throw new Error(made.message);
  expect(await post(setPassword, { token: made.token, password: chosen })).toBe("/new-password");
  expect(await held()).toEqual(before);
});

test("a link of the server's command line still does, and then the account changes its password itself", async () => {
  const { db, ada } = await arrive();
  const change = () => changeOwnPassword({ present: chosen, chosen: "four words that do not belong" });
  expect(await changeOwnPassword({ present: password, chosen })).toMatchObject({ error: { code: "none" } });
  const made = await recoverAccount({ db, mode: "practice" }, "ada@acme.test", new Date());
  if (!made.ok) throw new Error(made.message);
  expect(await post(setPassword, { token: made.token, password: chosen })).toBe("/sign-in?done=new-password");
  const { getAuth } = await import("@/lib/auth/auth");
  const entered = { userId: ada, email: "ada@acme.test", headers: new Headers() };
  const cookies = withCookies(await openFirstSession(await getAuth(), entered));
  request.headers = new Headers([...cookies, ["origin", origin]]);
  expect(await change()).toMatchObject({ ok: true });
});
