import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { Kysely } from "kysely";
import type { Profile } from "../../lib/adapty/profile";
import type { CustomerPage } from "../../lib/customers/customer-page";
import { openDatabase } from "../../lib/db/open";
import type { Schema } from "../../lib/db/schema";
import { signIn } from "../bench/sign-in";
import { startEmulator } from "../bench/world";
import { listActions } from "../fixtures/build";
import { type Customer, readProfile, seedCustomer } from "../fixtures/emulator";
import { inputOf } from "../fixtures/write-inputs";
import { type Console, createConsole } from "./console";

// `npm run faults:real`: kills the built console with SIGKILL before every statement of a write, starts it again, and holds the
// journal against what the emulator holds: 0 or 1 effect for each operation, 1 if and only if the journal says applied.

const ROLE = "lead";
/** A write takes fewer statements than this, whatever else the console does meanwhile. */
const MOST = Number(process.env.FAULTS_KILLS ?? 200);
const TOGETHER = 3;
const SETTLED_WITHIN_MS = 30_000;

const action = listActions().find(({ name }) => name === "grantComp")?.id ?? "";
const folder = mkdtempSync(join(tmpdir(), "console-faults-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));

type Sent = { operationId: string; customer: Customer; transactionId: string; said: Promise<string | null> };

/** Sends a comp as the customer page's form does; `said` is null when the console died over it. */
async function grant(console: Console, cookie: string): Promise<Sent & { send: () => void }> {
  const customer = await seedCustomer();
  const { profileId, path } = customer;
  const headers = { cookie, origin: console.url };
  const seen = await fetch(`${console.url}/api/apps/acme-ios/customers/${profileId}`, { headers });
  const input = inputOf("grantComp", (await seen.json()) as CustomerPage);
  const { store_transaction_id: transactionId } = input.body as { store_transaction_id: string };
  let answer: (said: string | null) => void = () => {};
  const said = new Promise<string | null>((resolve) => {
    answer = resolve;
  });
  const send = () =>
    fetch(console.url + path, {
      method: "POST",
      headers: { ...headers, "next-action": action, "content-type": "text/plain;charset=UTF-8" },
      body: JSON.stringify([input]),
    })
      .then((response) => response.text())
      .then(answer, () => answer(null));
  return { operationId: input.target.operationId, customer, transactionId, said, send };
}

/** As if a minute had passed for what is open: nothing that was cut off can arrive any more. */
async function passMinute(db: Kysely<Schema>): Promise<void> {
  const before = new Date(Date.now() - 60_000).toISOString();
  const open = db.updateTable("operation").where("check_at", "is not", null);
  await open.set({ check_at: before, created_at: before }).execute();
  await open.where("sent_at", "is not", null).set({ sent_at: before }).execute();
}

async function settle(db: Kysely<Schema>): Promise<number> {
  const open = db.selectFrom("operation").select("id").where("check_at", "is not", null);
  const late = Date.now() + SETTLED_WITHIN_MS;
  for (;;) {
    await passMinute(db);
    await wait(300);
    const left = (await open.execute()).length;
    if (left === 0 || Date.now() > late) return left;
  }
}

const tally = { operations: 0, kills: 0, applied: 0, lost: 0, doubled: 0, unresolved: 0, sentTwice: 0 };

/** What the journal says of one operation against what Adapty has of it and what its agent was told. */
async function judge(db: Kysely<Schema>, { operationId, customer, transactionId, said }: Sent): Promise<void> {
  const row = await db.selectFrom("operation").selectAll().where("id", "=", operationId).executeTakeFirst();
  const { subscriptions } = (await readProfile(customer)) as Profile;
  const effects = (subscriptions ?? []).filter((held) => held.store_transaction_id === transactionId).length;
  const toldDone = /"ok":true/.test((await said) ?? "");
  tally.operations += 1;
  if (row?.state === "applied") tally.applied += 1;
  if ((row?.attempts ?? 0) > 1) tally.sentTwice += 1;
  if (effects > 1) tally.doubled += 1;
  const isTrue = (row?.state === "applied") === (effects === 1) && (!toldDone || effects === 1);
  if (!isTrue) {
    tally.lost += 1;
    console.log(
      `operation ${operationId}: journal ${row?.state ?? "empty"}, effects ${effects}, told done ${toldDone}`,
    );
  }
}

async function runOnce(console: Console, db: Kysely<Schema>, cookie: string, statement: number, together: number) {
  const sent = await Promise.all(Array.from({ length: together }, () => grant(console, cookie)));
  console.arm(statement);
  for (const { send } of sent) send();
  const answers = await Promise.all(sent.map(({ said }) => said));
  const killed = answers.includes(null);
  if (killed) {
    await console.ended();
    tally.kills += 1;
    await console.start();
  } else await console.disarm();
  tally.unresolved += await settle(db);
  for (const one of sent) await judge(db, one);
  return killed;
}

const databaseUrl = process.env.FAULTS_DATABASE_URL ?? `file:${join(folder, "console.db")}`;
const emulator = await startEmulator();
process.env.E2E_EMULATOR = emulator;
const victim = await createConsole({ adaptyUrl: emulator, databaseUrl, folder });
await victim.start();
const db = await openDatabase(databaseUrl);
const cookie = await signIn(victim.url, ROLE);
for (const together of [1, TOGETHER]) {
  let survived = 0;
  for (let statement = 1; statement <= MOST * together && survived < 3; statement += together) {
    survived = (await runOnce(victim, db, cookie, statement, together)) ? 0 : survived + 1;
  }
}
victim.kill();
await db.destroy();
const { operations, kills, lost, doubled, unresolved, applied, sentTwice } = tally;
console.log(`operations ${operations}, kills ${kills}, lost ${lost}, doubled ${doubled}, unresolved ${unresolved}`);
console.log(`applied ${applied}, of these sent once more by the console ${sentTwice}`);
process.exit(lost + doubled + unresolved === 0 && kills > 0 ? 0 : 1);
