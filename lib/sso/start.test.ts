import { expect, test } from "vitest";
import { openConsole, toldBy } from "./sso.fixture";
import { startSso } from "./start";

const now = new Date("2026-03-14T09:30:00.000Z");

test("one address begins no more than 60 sign-ins at once, an office's worth, and others go on", async () => {
  const it = await openConsole();
  const begin = (address: string, at = now) =>
    startSso(it.place, {
      purpose: "sign_in",
      next: "/",
      sessionId: null,
      headers: new Headers({ "x-forwarded-for": address }),
      now: at,
    });
  for (let count = 0; count < 60; count++) expect(await begin(`2001:db8::${count}`)).toMatchObject({ ok: true });
  const held = () => it.db.selectFrom("sso_attempt").select("token_hash").execute();
  for (let count = 0; count < 12; count++)
    expect(await begin("2001:db8::ffff")).toEqual({ ok: false, code: "sso_wait" });
  expect(await held()).toHaveLength(60);
  expect(await toldBy(it)).toEqual(Array(10).fill("stranger account.sign_in denied sso_wait"));
  const [part] = await it.db.selectFrom("audit_personal").select("body").where("part", "=", "subject").execute();
  expect(JSON.parse(part?.body ?? "")).toEqual({ address: "2001:db8::ffff" });
  expect(await begin("2001:db8:0:1::1")).toMatchObject({ ok: true });
  expect(await begin("2001:db8::1", new Date(now.getTime() + 1000))).toMatchObject({ ok: true });
});
