import { expect, test } from "vitest";
import { addAgent, openTestAuth } from "@/lib/auth/auth.fixture";
import { enter, turnOn } from "@/lib/auth/factor/factor.fixture";
import { readSession } from "@/lib/auth/read-session";
import { SETTINGS_KEY } from "@/lib/settings/key";
import { startElevation } from "./elevate";

test("where leads need a second factor, emergency access needs one too", async () => {
  const { auth, db } = await openTestAuth();
  const now = new Date();
  const require = (secondFactor: string) => {
    const row = { value: JSON.stringify({ secondFactor }), updated_at: now.toISOString(), updated_by: "x" };
    const saved = db.insertInto("setting").values({ key: SETTINGS_KEY, ...row });
    return saved.onConflict((conflict) => conflict.column("key").doUpdateSet(row)).execute();
  };
  await require("leads");
  const account = { email: "mia@acme.test", password: "correct horse battery", role: "agent" };
  const mia = { userId: await addAgent(auth, account), email: account.email };
  const { agent, cookies } = await enter(auth, mia);
  const start = (ssoOnly: boolean, by = agent) =>
    startElevation({ db, ssoOnly }, by, { id: crypto.randomUUID(), reason: "Down", ticket: "T-1" }, now);
  expect(agent.factor).toBe("off");
  expect(await start(false)).toMatchObject({
    code: "factor_first",
    message: expect.stringContaining("Set yours up"),
  });

  await require("nobody");
  expect(await start(false)).toMatchObject({ ok: true });
  await require("leads");
  expect(await readSession(auth, cookies, { now, mode: "live" })).toMatchObject({
    role: "emergency",
    factor: "owed",
  });

  await db.deleteFrom("elevation").execute();
  expect(await start(true)).toMatchObject({ ok: true });
  await db.deleteFrom("elevation").execute();
  const on = await turnOn(auth, mia, now);
  expect(await start(false, on.agent)).toMatchObject({ ok: true });
  const acting = await readSession(auth, on.cookies, { now, mode: "live" });
  expect(acting).toMatchObject({ role: "emergency", factor: "on" });
  expect((await db.selectFrom("audit_event").select("detail").where("outcome", "=", "denied").execute()).length).toBe(
    1,
  );
});
