import { expect, test } from "vitest";
import { fillUp } from "@/lib/db/full.fixture";
import { addAgent, withCookies } from "../auth.fixture";
import { setNewPassword } from "../new-password";
import { recoverAccount } from "../password-links";
import { disableAccount } from "../team";
import { at, openCodes, password, told } from "./codes.fixture";

test("the password alone opens no session, only the next step, and a code then opens one", async () => {
  const { db, knock, show, code, who } = await openCodes();
  const before = await db.selectFrom("session").selectAll().execute();
  const { pending, cookies, set } = await knock();
  expect(pending).toBe(true);
  expect(set).toEqual([
    expect.stringMatching(/^console_pending=v1\.[^;]+; Path=\/; Max-Age=300; HttpOnly; SameSite=Lax$/),
  ]);
  expect(await db.selectFrom("session").selectAll().execute()).toEqual(before);
  expect(await who(cookies)).toBeNull();
  expect(await show(cookies, "000000")).toEqual({ ok: false, error: "wrong_code" });
  const entered = await show(cookies, code(1));
  if (!entered.ok) throw new Error(entered.error);
  expect(await who(withCookies(entered.response))).toMatchObject({ role: "admin", factor: "on" });
  expect(entered.response.headers.getSetCookie()).toContainEqual(
    expect.stringMatching(/^console_pending=; .*Max-Age=0;/),
  );
  expect(await show(cookies, code(1))).toEqual({ ok: false, error: "used_code" });
  expect(await told(db)).toEqual([
    'stranger account.sign_in denied {"code":"wrong_code"}',
    "admin account.sign_in done",
    'stranger account.sign_in denied {"code":"used_code"}',
  ]);
});

test("the step between lasts 5 minutes, in this browser, and opens nothing else", async () => {
  const { knock, show, code, who, codes } = await openCodes();
  const { cookies } = await knock();
  const late = { ok: false, error: "late" };
  expect(await show(new Headers(), code(1))).toEqual(late);
  expect(await show(new Headers({ cookie: "console_pending=v1.forged" }), code(1))).toEqual(late);
  expect(await show(cookies, codes[0] ?? "", at(12))).toEqual(late);
  const renamed = new Headers({ cookie: (cookies.get("cookie") ?? "").replace("console_pending", "console_session") });
  expect(await who(renamed)).toBeNull();
  expect(await show(cookies, codes[0] ?? "", at(10))).toMatchObject({ ok: true });
});

test("a right code opens nothing while the record cannot be written, and that is said", async () => {
  const { db, knock, show, code } = await openCodes();
  const { cookies } = await knock();
  const sessions = () => db.selectFrom("session").select("id").execute();
  const before = await sessions();
  await fillUp(db, "insert on audit_event");
  expect(await show(cookies, code(1))).toEqual({ ok: false, error: "failed" });
  expect(await sessions()).toEqual(before);
});

test("it ends with the password that was right, and with the account", async () => {
  const { auth, db, email, userId, knock, show, code } = await openCodes();
  const { cookies } = await knock();
  const place = { auth, db, mode: "live" as const };
  const boss = await addAgent(auth, { email: "boss@acme.test", password, role: "admin" });
  await disableAccount(place, { by: boss, id: userId, now: at(1) });
  expect(await show(cookies, code(1))).toEqual({ ok: false, error: "late" });
  await db.updateTable("user").set({ disabledAt: null }).where("id", "=", userId).execute();
  await db.updateTable("account").set({ password: "another" }).where("userId", "=", userId).execute();
  expect(await show(cookies, code(1))).toEqual({ ok: false, error: "late" });
  expect(email).toContain("ada");
});

test("a new password does not bypass the factor; the server's command line takes it away", async () => {
  const { auth, db, email, userId, knock } = await openCodes();
  const place = { db, mode: "live" as const, ssoOnly: false };
  const { mintToken } = await import("../one-time-token");
  const { token, hash } = mintToken();
  const link = { token_hash: hash, made_by: null, made_at: at(0).toISOString(), expires_at: at(99).toISOString() };
  await db
    .insertInto("password_link")
    .values({ user_id: userId, ...link })
    .execute();
  const chosen = "four words that do not belong";
  expect(await setNewPassword({ auth, ...place }, { fields: { token, password: chosen }, now: at(1) })).toEqual({
    ok: true,
  });
  expect((await knock(new Headers(), chosen)).pending).toBe(true);
  await recoverAccount(place, email, at(1));
  expect((await knock(new Headers(), chosen)).pending).toBe(false);
});

test("over https the cookies between the steps and of the browser are bound to this host", async () => {
  const { knock, show, code } = await openCodes("https://support.acme.test");
  const { set, cookies } = await knock();
  expect(set[0]).toMatch(/^__Host-console_pending=[^;]+; Path=\/; Max-Age=300; HttpOnly; SameSite=Lax; Secure$/);
  const entered = await show(cookies, code(1));
  if (!entered.ok) throw new Error(entered.error);
  const ofBrowser = entered.response.headers.getSetCookie().find((cookie) => cookie.includes("_device="));
  expect(ofBrowser).toMatch(/^__Host-console_device=[^;]+; Path=\/; Max-Age=31536000; HttpOnly; SameSite=Lax; Secure$/);
  for (const guess of ["000001", "000002", "000003"]) await show(cookies, guess, at(2));
  const own = new Headers({ cookie: `${cookies.get("cookie")}; ${ofBrowser?.split(";")[0]}` });
  expect(await show(own, code(2), at(2))).toMatchObject({ ok: true });
});
