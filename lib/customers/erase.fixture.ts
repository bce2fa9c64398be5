import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Kysely, sql } from "kysely";
import { newFiles } from "@/lib/audit/tamper.fixture";
import { isSqlite } from "@/lib/db/dialect";
import type { Schema } from "@/lib/db/schema";
import type { Fault } from "@/lib/emulator/faults";
import { callOf } from "@/lib/operations/bodies.fixture";
import {
  agentOf,
  type Customer,
  fillForm,
  lead,
  newCustomer,
  plan,
  writeOperation,
} from "@/lib/operations/world.fixture";

const { eraseCustomer } = await import("./erase-customer");
const { rememberCustomer } = await import("./recents");

export const admin = agentOf("admin");

/** A folder of the test's own, with the files of its record and the list of whom it erased. */
export function newFolder() {
  const audit = newFiles();
  const folder = dirname(audit.keyFile);
  return { folder, audit, list: join(folder, "erased.jsonl") };
}

export const why = (mark: string) => ({ reason: "COURTESY", note: `wrote from ${mark}`, ticket: `T ${mark}` });

/** A customer of whom the console holds `mark` in every place there is. */
export async function leaveTraces(mark: string): Promise<Customer> {
  const customer = await newCustomer({ customer_user_id: mark });
  const body = { email: mark, custom_attributes: [{ key: "plan", value: mark.slice(0, 50) }] };
  await writeOperation("profile.update", lead, await fillForm("profile.update", customer, { body, why: why(mark) }));
  await writeOperation("access.grant", lead, await fillForm("access.grant", customer, { why: why(mark) }));
  const errors = [{ source: "email", errors: [`${mark} is taken`] }];
  const refusal = { errors, error_code: "email_taken", status_code: 400 };
  await plan({ mode: "status", status: 400, when: "before", body: refusal, match: callOf["profile.update"] } as Fault);
  await writeOperation("profile.update", lead, await fillForm("profile.update", customer, { body, why: why(mark) }));
  await rememberCustomer(lead.id, customer, new Date());
  return customer;
}

/** Everything in the database as text; of a file its very bytes, and those of what lies beside it. */
export async function readAll(db: Kysely<Schema>, url: string): Promise<string> {
  if (isSqlite(db)) {
    const file = url.replace("file:", "");
    const files = [file, `${file}-wal`, `${file}-shm`].filter((path) => existsSync(path));
    return files.map((path) => readFileSync(path, "latin1")).join("");
  }
  const tables = [
    "operation",
    "audit_event",
    "audit_personal",
    "audit_word",
    "operation_word",
    "recent_customer",
    "approval",
  ];
  const read = tables.map((table) => sql`select * from ${sql.table(table)}`.execute(db));
  return JSON.stringify((await Promise.all(read)).map(({ rows }) => rows));
}

export const erase = (db: Kysely<Schema>, { app, profileId }: Customer, list: string) =>
  eraseCustomer(db, { app, profileId, actor: admin, reason: "REQUEST", reference: "GDPR-7", now: new Date() }, list);
