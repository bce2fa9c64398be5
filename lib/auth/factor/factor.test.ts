import { readFileSync } from "node:fs";
import { type Kysely, sql } from "kysely";
import { describe, expect, test } from "vitest";
import { database } from "@/lib/db/database.fixture";
import type { Schema } from "@/lib/db/schema";
import { createAuth } from "../auth";
import { addAgent, openTestAuth, publicUrl } from "../auth.fixture";
import { recoverAccount } from "../password-links";
import { readSession } from "../read-session";
import { createThrottle } from "../throttle";
import { enter, showCode, turnOn } from "./factor.fixture";
import { removeFactorOf } from "./remove";
import { spendCode } from "./spend-code";
import { offerFactor, renewRecoveryCodes, turnOffFactor, turnOnFactor } from "./turn-on";

const password = "correct horse battery";
const STEP = 30_000;
/** In the middle of a step of its own. */
const start = Math.floor(Date.now() / STEP) * STEP + STEP / 2;
const at = (steps: number) => new Date(start + steps * STEP);

async function open() {
  const { auth, db } = await openTestAuth();
  const add = async (name: string, role: string) => {
    const email = `${name}@acme.test`;
    return { email, userId: await addAgent(auth, { email, password, role }) };
  };
  const [ada, zoe] = [await add("ada", "admin"), await add("zoe", "lead")];
  const throttle = createThrottle({ capacity: 3, refillMs: 15 * 60_000, maxKeys: 100 });
  const spend = (userId: string, typed: string, now: Date, by: string = crypto.randomUUID()) =>
    spendCode(auth, { userId, typed, by, now }, throttle);
  return { auth, db, ada, zoe, spend };
}

const told = async (db: Kysely<Schema>) =>
  (await db.selectFrom("audit_event").selectAll().orderBy("seq").execute())
    .filter(({ action }) => action !== "account.sign_in")
    .map(({ actor_role, action, outcome, detail }) => [actor_role, action, outcome, detail].filter(Boolean).join(" "));

describe("a second factor", () => {
  test("is stored only when a code proves it, once, and ends the sessions that were opened without", async () => {
    const { auth, db, ada } = await open();
    const other = await enter(auth, ada);
    const { agent, cookies } = await enter(auth, ada);
    const offered = await offerFactor(auth, { agent, now: at(0) });
    if (typeof offered === "string") throw new Error(offered);
    const { secret, offer, qr } = offered;
    expect(qr).toMatch(/^<svg /);
    const prove = (code: string, by = agent, now = at(0)) => turnOnFactor(auth, { agent: by, offer, code, now });
    expect(await prove("000000")).toBe("wrong");
    expect(await prove(showCode(secret, start), agent, at(31))).toBe("late");
    expect(await prove(showCode(secret, start), other.agent)).toBe("late");
    expect(await db.selectFrom("second_factor").selectAll().execute()).toEqual([]);
    const code = showCode(secret, start);
    const both = await Promise.all([prove(` ${code.slice(0, 3)} ${code.slice(3)}`), prove(code)]);
    expect(both.filter((each) => each === "on")).toHaveLength(1);
    expect(await offerFactor(auth, { agent, now: at(0) })).toBe("on");
    const read = (headers: Headers) => readSession(auth, headers, { now: new Date(), mode: "live" });
    expect(await read(cookies)).toMatchObject({ factor: "on" });
    expect(await read(other.cookies)).toBeNull();
    expect(await told(db)).toEqual(["admin account.turn_on_factor done"]);
  });

  test("takes a code once, the one that proved it too, and then only a later one", async () => {
    const { auth, ada, spend } = await open();
    const { secret } = await turnOn(auth, ada, at(0));
    const code = (steps: number) => showCode(secret, at(steps).getTime());
    expect(await spend(ada.userId, code(0), at(0))).toBe("used");
    expect(await spend(ada.userId, code(-1), at(0))).toBe("used");
    expect(await spend(ada.userId, code(2), at(1))).toBe("right");
    expect(await spend(ada.userId, code(1), at(1))).toBe("used");
    expect(await spend(ada.userId, code(2), at(2))).toBe("used");
    expect(await spend(ada.userId, code(5), at(3))).toBe("wrong");
    expect(await spend(ada.userId, code(3), at(5))).toBe("wrong");
    expect(await spend(ada.userId, `${code(6).slice(0, 3)} ${code(6).slice(3)}`, at(6))).toBe("right");
  });

  test("of twenty that bring one code at once exactly one passes, of the app or of the paper", async () => {
    const { auth, db, ada, spend } = await open();
    const { secret, codes } = await turnOn(auth, ada, at(0));
    for (const typed of [showCode(secret, at(1).getTime()), codes[4] ?? ""]) {
      const tries = Array.from({ length: 20 }, () => spend(ada.userId, typed, at(1)));
      expect((await Promise.all(tries)).filter((verdict) => verdict === "right")).toHaveLength(1);
    }
    expect(await told(db)).toEqual([
      "admin account.turn_on_factor done",
      'admin account.use_recovery_code done {"left":9}',
    ]);
  });

  test("has ten recovery codes, each for one time, however it is typed, and only for its own account", async () => {
    const { auth, ada, zoe, spend } = await open();
    const { codes } = await turnOn(auth, ada, at(0));
    await turnOn(auth, zoe, at(0));
    expect(new Set(codes).size).toBe(10);
    for (const code of codes) expect(code).toMatch(/^([0-9a-hjkmnp-tv-z]{6}-){3}[0-9a-hjkmnp-tv-z]{6}$/);
    const [first = "", second = "", third = ""] = codes;
    expect(await spend(zoe.userId, first, at(0))).toBe("wrong_recovery");
    expect(await spend(ada.userId, first, at(0))).toBe("right");
    expect(await spend(ada.userId, first, at(0))).toBe("wrong_recovery");
    const sloppy = ` ${second.toUpperCase().replaceAll("-", " ").replaceAll("0", "O").replaceAll("1", "l")} `;
    expect(await spend(ada.userId, sloppy, at(0))).toBe("right");
    const { agent } = await enter(auth, ada);
    const made = await renewRecoveryCodes(auth, { agent, now: at(0) });
    if (typeof made === "string") throw new Error(made);
    expect(await spend(ada.userId, third, at(0))).toBe("wrong_recovery");
    expect(await spend(ada.userId, made.codes[0] ?? "", at(0))).toBe("right");
  });

  test("stops guessing by whoever guesses: the owner's browser and the recovery codes stay a way in", async () => {
    const { auth, ada, spend } = await open();
    const { secret, codes } = await turnOn(auth, ada, at(0));
    for (const guess of ["000001", "000002", "000003"]) await spend(ada.userId, guess, at(1), "a stranger");
    const code = showCode(secret, at(1).getTime());
    expect(await spend(ada.userId, code, at(1), "a stranger")).toBe("wait");
    expect(await spend(ada.userId, codes[0] ?? "", at(1), "a stranger")).toBe("right");
    expect(await spend(ada.userId, code, at(1), "the owner's device")).toBe("right");
  });

  test("is turned off by its owner, but not while it is asked of their role", async () => {
    const { auth, db, ada } = await open();
    const { agent } = await turnOn(auth, ada, at(0));
    const asked = { key: "console", updated_at: "2026-01-01T00:00:00.000Z", updated_by: "x" };
    await db
      .insertInto("setting")
      .values({ ...asked, value: '{"secondFactor":"leads"}' })
      .execute();
    const now = at(0);
    expect(await turnOffFactor(auth, { agent: { ...agent, role: "admin" }, now })).toBe("required");
    expect(await turnOffFactor(auth, { agent: { ...agent, role: "agent" }, now })).toBe("done");
    expect(await turnOffFactor(auth, { agent: { ...agent, role: "agent" }, now })).toBe("off");
    expect(await renewRecoveryCodes(auth, { agent, now })).toBe("off");
    expect(await db.selectFrom("recovery_code").selectAll().execute()).toEqual([]);
    expect((await told(db)).at(-1)).toBe("agent account.turn_off_factor done");
  });

  test("is removed by an admin, never their own, which ends the sessions, and by the server's command line", async () => {
    const { auth, db, ada, zoe } = await open();
    const { cookies } = await turnOn(auth, zoe, at(0));
    await turnOn(auth, ada, at(0));
    const place = { db, mode: "live" as const };
    const remove = (by: string, id: string) => removeFactorOf(place, { by, id, now: at(0) });
    expect(await remove(ada.userId, ada.userId)).toMatchObject({ code: "fixed" });
    expect(await remove(zoe.userId, ada.userId)).toMatchObject({ code: "forbidden" });
    expect(await remove(ada.userId, zoe.userId)).toEqual({ ok: true });
    expect(await remove(ada.userId, zoe.userId)).toMatchObject({ code: "no_factor" });
    expect(await readSession(auth, cookies, { now: new Date(), mode: "live" })).toBeNull();
    expect(await recoverAccount(place, zoe.email, at(0))).toMatchObject({ ok: true, factorRemoved: false });
    expect(await recoverAccount(place, ada.email, at(0))).toMatchObject({ ok: true, factorRemoved: true });
    expect(await db.selectFrom("second_factor").selectAll().execute()).toEqual([]);
    expect(await db.selectFrom("recovery_code").selectAll().execute()).toEqual([]);
    expect(await told(db)).toEqual([
      "lead account.turn_on_factor done",
      "admin account.turn_on_factor done",
      'admin account.remove_factor denied {"code":"fixed"}',
      'lead account.remove_factor denied {"code":"forbidden"}',
      "admin account.remove_factor done",
      "console account.new_password done",
      "console account.new_password done",
      "console account.remove_factor done",
    ]);
  });

  test("under another session secret only the recovery codes still work", async () => {
    const { auth, db, ada } = await open();
    const { secret, codes } = await turnOn(auth, ada, at(0));
    const how = { db, type: database.type, publicUrl, mode: "practice", passwordLn: 10 } as const;
    const moved = createAuth({ ...how, secret: "another secret, after the first was lost" });
    const spend = (typed: string) =>
      spendCode(moved, { userId: ada.userId, typed, by: crypto.randomUUID(), now: at(1) });
    expect(await spend(showCode(secret, at(1).getTime()))).toBe("unreadable");
    expect(await spend(codes[0] ?? "")).toBe("right");
  });
});

test.runIf(database.type === "sqlite")("neither the secret nor a code is anywhere in the database file", async () => {
  const { auth, db, ada, spend } = await open();
  const { secret, codes } = await turnOn(auth, ada, at(0));
  await spend(ada.userId, codes[0] ?? "", at(0));
  const file = (await sql<{ file: string }>`pragma database_list`.execute(db)).rows[0]?.file ?? "";
  const bytes = [file, `${file}-wal`].map((path) => readFileSync(path));
  const all = Buffer.concat(bytes);
  expect(all.includes(ada.userId)).toBe(true);
  const { bytes: raw } = (await import("otpauth")).Secret.fromBase32(secret);
  const plain = Buffer.from(raw);
  const spellings = [secret, plain, plain.toString("hex"), plain.toString("base64"), plain.toString("base64url")];
  for (const held of [...spellings, ...codes, ...codes.map((code) => code.replaceAll("-", ""))])
    expect(all.includes(held), String(held)).toBe(false);
});
