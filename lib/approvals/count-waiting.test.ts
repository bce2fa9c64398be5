import { type Kysely, sql } from "kysely";
import { describe, expect, test } from "vitest";
import type { Schema } from "@/lib/db/schema";
import { newCustomer, openWorld, saveSettings, writeOperation } from "@/lib/operations/world.fixture";
import { addTeam, forLife, form, until } from "./approvals.fixture";

const { noLimits } = await import("@/lib/settings/limits");
const { requestApproval } = await import("./request-approval");
const { countWaiting } = await import("./count-waiting");

const HOUR_MS = 3_600_000;

/** Requests of mia's, each for a customer of its own, and how many of them wait for lena at that moment. */
async function ask(...bodies: object[]) {
  const { db } = await openWorld();
  const team = await addTeam(db);
  await saveSettings({ limits: { ...noLimits, agent: { ...noLimits.agent, daysPerGrant: 1 } } });
  const customers = [];
  for (const body of bodies) {
    const customer = await newCustomer({ transactions: [] });
    const requested = await requestApproval("access.grant", team.mia, await form(customer, body));
    if (!requested.ok) throw new Error(requested.error.message);
    customers.push(customer);
  }
  return { db, ...team, customers, count: (now = new Date()) => countWaiting(team.lena, now) };
}

const replaceIn = (db: Kysely<Schema>, from: string, to: string) =>
  db
    .updateTable("approval")
    .set({ payload: sql`replace(payload, ${from}, ${to})` })
    .execute();

describe("counting what waits", () => {
  test("what surely waits is counted without being read", async () => {
    const { db, count } = await ask(forLife, until(60), until(90));
    await replaceIn(db, '{"target"', '{{"target"');
    expect(await count()).toBe(3);
  });

  test("of many that one is out of date leaves the others counted", async () => {
    const { adam, customers, count } = await ask(forLife, until(60), until(2));
    const [changed] = customers;
    if (!changed) throw new Error("There is no customer.");
    expect(await writeOperation("access.grant", adam, await form(changed, until(90)))).toMatchObject({ ok: true });
    expect(await count()).toBe(2);
    expect(await count(new Date(Date.now() + 2 * 24 * HOUR_MS))).toBe(1);
  });

  test("an end is over at its moment, in whichever zone it is spelled", async () => {
    const body = until(2);
    const { db, count } = await ask(body);
    const end = Date.parse(body.expires_at);
    let held = body.expires_at;
    for (const [zone, hours] of [
      ["+14:00", 14],
      ["Z", 0],
      ["-12:00", -12],
    ] as const) {
      const spelled = new Date(end + hours * HOUR_MS).toISOString().replace("Z", zone);
      await replaceIn(db, `"${held}"`, `"${spelled}"`);
      held = spelled;
      expect([await count(new Date(end - 1)), await count(new Date(end))], zone).toEqual([1, 0]);
    }
  });

  test("what somebody typed is no end", async () => {
    const { db, count } = await ask(forLife);
    await replaceIn(db, '"note":"', `"note":${JSON.stringify('"expires_at":"2001-01-01T00:00:00Z" ').slice(0, -1)}`);
    expect(await count()).toBe(1);
  });
});
