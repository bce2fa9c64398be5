import { createPublicKey } from "node:crypto";
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Kysely, sql } from "kysely";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { takeCheckpoint } from "@/lib/audit/checkpoint";
import { dialects } from "@/lib/db/database.fixture";
import { isSqlite } from "@/lib/db/dialect";
import type { Schema } from "@/lib/db/schema";
import type { Fault } from "@/lib/emulator/faults";
import { callOf } from "@/lib/operations/bodies.fixture";
import {
  agentOf,
  type Customer,
  fillForm,
  findOperation,
  lead,
  listActivity,
  newCustomer,
  openWorld,
  passTime,
  plan,
  readLastSet,
  writeOperation,
} from "@/lib/operations/world.fixture";

const { createJsonlWriter } = await import("@/lib/audit/export-format");
const { splitLines } = await import("@/lib/audit/export-lines");
const { exportRecord } = await import("@/lib/audit/export-record");
const { listEvents } = await import("@/lib/audit/list-events");
const { openSigningKey } = await import("@/lib/audit/signing-key");
const { verifyExport } = await import("@/lib/audit/verify-export");
const { verifyRecord } = await import("@/lib/audit/verify");
const { openDatabase } = await import("@/lib/db/open");
const { tellEntry } = await import("@/lib/operations/describe-request");
const { requestApproval } = await import("@/lib/approvals/request-approval");
const { abandonOperation, prepareOperation } = await import("@/lib/operations/journal");
const { listOperations } = await import("@/lib/operations/list-operations");
const { eraseAgain } = await import("./erase-again");
const { eraseCustomer } = await import("./erase-customer");
const { readErased } = await import("./erased-list");
const { readKept } = await import("./kept");
const { listRecents, rememberCustomer } = await import("./recents");

const admin = agentOf("admin");

function newFolder() {
  const folder = mkdtempSync(join(tmpdir(), "erase-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const audit = {
    keyFile: join(folder, "key.pem"),
    checkpointFile: join(folder, "checkpoints.jsonl"),
    archiveFolder: join(folder, "archive"),
  };
  return { folder, audit, list: join(folder, "erased.jsonl") };
}

const why = (mark: string) => ({ reason: "COURTESY", note: `wrote from ${mark}`, ticket: `T ${mark}` });

/** A customer of whom the console holds `mark` in every place there is. */
async function leaveTraces(mark: string): Promise<Customer> {
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
async function readAll(db: Kysely<Schema>, url: string): Promise<string> {
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

const erase = (db: Kysely<Schema>, { app, profileId }: Customer, list: string) =>
  eraseCustomer(db, { app, profileId, actor: admin, reason: "REQUEST", reference: "GDPR-7", now: new Date() }, list);

describe.each(dialects)("on $name", ({ given, newUrl }) => {
  describe.runIf(given)(given ? "" : "needs TEST_POSTGRES_URL", () => {
    test("nothing of the customer is left in any byte, and the record stays sound", async () => {
      const [{ db, url }, { audit, list }] = [await openWorld(newUrl), newFolder()];
      const mark = `canary.${crypto.randomUUID()}@example.com`;
      const customer = await leaveTraces(mark);
      const other = await leaveTraces(`other.${crypto.randomUUID()}@example.com`);
      const key = openSigningKey(audit.keyFile);
      const exported = async () => {
        const writer = createJsonlWriter({ hide: (_, personal) => personal, filtered: false, key });
        let text = "";
        for await (const chunk of await exportRecord({ filter: {}, format: "jsonl", actor: admin, writer }))
          text += chunk;
        return text;
      };
      const before = await exported();
      await takeCheckpoint(db, audit, { last: null, now: new Date() });
      expect(await verifyRecord(db, audit)).toMatchObject({ found: { verdict: "sound" } });
      expect((await readAll(db, url)).includes(mark)).toBe(true);

      const answer = await erase(db, customer, list);

      expect(answer).toMatchObject({ ok: true, data: { erasedAt: expect.any(String) } });
      const left = await readAll(db, url);
      expect(left.includes(mark)).toBe(false);
      expect(left.includes(mark.slice(0, 30))).toBe(false);
      expect(left.includes(other.customerUserId)).toBe(true);
      expect(await verifyRecord(db, audit)).toMatchObject({ found: { verdict: "sound" } });
      const after = await exported();
      expect([before.includes(mark), after.includes(mark)]).toEqual([true, false]);
      for (const text of [before, after]) {
        expect(await verifyExport(splitLines([text]), createPublicKey(key))).toMatchObject({
          found: { verdict: "sound" },
        });
      }
      expect(JSON.stringify(await readKept(db, customer, new Date()))).not.toContain(mark);
    });

    test("what was done stays, and says when the rest was erased", async () => {
      const [{ db }, { list }] = [await openWorld(newUrl), newFolder()];
      const customer = await leaveTraces(`zoe.${crypto.randomUUID()}@example.com`);
      const { app, profileId } = customer;
      const kept = (await listActivity(app, profileId)).map(({ id, name, state, agent, reason, createdAt }) => ({
        id,
        name,
        state,
        agent,
        reason,
        createdAt,
      }));
      const answer = await erase(db, customer, list);
      const erasedAt = answer.ok ? answer.data.erasedAt : "";
      const activity = await listActivity(app, profileId);
      expect(activity).toMatchObject(kept);
      for (const entry of activity) {
        expect(entry).toMatchObject({ request: {}, note: null, ticket: null, message: null, erasedAt });
        expect(tellEntry(entry).said).toEqual(["Erased on ", { instant: Date.parse(erasedAt) }]);
      }
      expect(await readLastSet(app, profileId)).toEqual({});
      expect(await listRecents(lead.id)).toEqual([]);
      expect((await listOperations({ customer: profileId })).entries).toMatchObject(
        kept.map(({ id }) => ({ id, erasedAt, customerUserId: null, before: null, after: null })),
      );
      const { events } = await listEvents({ targets: [profileId] });
      expect(events[0]).toMatchObject({
        action: "personal.erase",
        outcome: "done",
        actor: { id: admin.id },
        reason: "REQUEST",
        detail: { operations: 3, reference: "GDPR-7" },
      });
      const [{ seq } = { seq: 0 }] = events;
      const attempts = events.filter(({ outcome }) => outcome === "attempted");
      expect(attempts).toHaveLength(3);
      for (const event of attempts)
        expect(event).toMatchObject({ personal: {}, erasedBy: { subject: { seq, at: erasedAt } } });
      expect(readErased(list)).toEqual([{ app, profile_id: profileId, erased_at: erasedAt }]);
    });

    test("what waits for approval is withdrawn, and holds nothing of them", async () => {
      const [{ db, url }, { list }] = [await openWorld(newUrl), newFolder()];
      const mark = `asked.${crypto.randomUUID()}@example.com`;
      const customer = await newCustomer({ customer_user_id: mark });
      const body = { access_level_id: "premium", expires_at: null };
      const input = await fillForm("access.grant", customer, { body, why: why(mark) });
      expect(await requestApproval("access.grant", agentOf("agent"), input)).toMatchObject({ ok: true });
      const [asked] = await db.selectFrom("approval").select(["state", "payload_hash"]).execute();
      expect(asked?.state).toBe("waiting");
      expect(await erase(db, customer, list)).toMatchObject({ ok: true });
      const [held] = await db.selectFrom("approval").selectAll().execute();
      expect(held).toMatchObject({
        state: "withdrawn",
        decider_id: admin.id,
        payload_hash: "",
        needs_message: "",
        customer_user_id: null,
      });
      expect(JSON.parse(held?.payload ?? "")).toEqual({
        target: { operationId: input.target.operationId, app: customer.app, profileId: customer.profileId, seen: "" },
        why: { reason: "COURTESY" },
        body: {},
      });
      const all = await readAll(db, url);
      expect(all.includes(mark)).toBe(false);
      expect(all.includes(asked?.payload_hash ?? "nothing was kept")).toBe(false);
    });

    test("nothing is erased while a write to the customer is open, and it says which", async () => {
      const [{ db }, { list }] = [await openWorld(newUrl), newFolder()];
      const customer = await newCustomer();
      const body = { email: "zoe@example.com" };
      const input = await fillForm("profile.update", customer, { body });
      const id = input.target.operationId;
      await plan({ mode: "reset", when: "after", match: callOf["profile.update"] } as Fault);
      await writeOperation("profile.update", lead, input);
      const answer = await erase(db, customer, list);
      expect(answer).toMatchObject({
        ok: false,
        error: { code: "still_open", message: expect.stringMatching(/^Nothing was erased: “Edit profile” of \d{4}-/) },
      });
      expect(await findOperation(id)).toMatchObject({ request: body, erasedAt: null });
      expect((await listEvents({ action: "personal.erase" })).events).toEqual([]);
      expect(readErased(list)).toEqual([]);
      passTime(25 * 3_600_000);
      expect(await erase(db, customer, list)).toMatchObject({ ok: true });
      expect(await findOperation(id)).toMatchObject({ state: "unknown", request: {}, requestHash: "" });
    });

    test("what was erased is never sent, whoever still holds the form", async () => {
      const [{ db }, { list }] = [await openWorld(newUrl), newFolder()];
      const customer = await newCustomer();
      const input = await fillForm("access.grant", customer);
      const { operationId } = input.target;
      await plan({ mode: "status", status: 429, when: "before", match: callOf["access.grant"] } as Fault);
      await writeOperation("access.grant", lead, input);
      expect(await findOperation(operationId)).toMatchObject({ state: "not_applied" });
      await erase(db, customer, list);
      const again = await writeOperation("access.grant", lead, input);
      expect(again).toMatchObject({ ok: false, error: { outcome: "not_sent", code: "operation_reused" } });
      expect(await findOperation(operationId)).toMatchObject({ state: "not_applied", attempts: 1 });
    });

    test("when the list cannot be written nothing is erased", async () => {
      const [{ db }, { folder }] = [await openWorld(newUrl), newFolder()];
      const customer = await leaveTraces(`zoe.${crypto.randomUUID()}@example.com`);
      const log = vi.spyOn(console, "error").mockImplementation(() => {});
      expect(await erase(db, customer, folder)).toMatchObject({ ok: false, error: { code: "cannot_erase" } });
      expect(log).toHaveBeenCalledWith(expect.any(String), expect.stringContaining("EISDIR"));
      log.mockRestore();
      expect((await listActivity(customer.app, customer.profileId)).map(({ erasedAt }) => erasedAt)).toEqual([
        null,
        null,
        null,
      ]);
      expect((await listEvents({ action: "personal.erase" })).events).toEqual([]);
    });

    test("after a backup brought them back they are erased again, and what came later stays", async () => {
      const [{ db }, { audit, list }] = [await openWorld(newUrl), newFolder()];
      const customer = await leaveTraces(`back.${crypto.randomUUID()}@example.com`);
      const { app, profileId } = customer;
      await erase(db, customer, list);
      // As if the backup had been made before: the same customer once more, with what was kept of them then.
      passTime(1000);
      const later = await fillForm("access.grant", customer);
      await writeOperation("access.grant", lead, later);
      expect(await eraseAgain(db, list)).toEqual({ listed: 1, erased: 0, waiting: [] });
      const { operationId } = later.target;
      await db
        .updateTable("operation")
        .set({ created_at: "2020-01-01T00:00:00.000Z" })
        .where("id", "=", operationId)
        .execute();
      const newest = await fillForm("access.grant", customer, { body: { access_level_id: "sports" } });
      await writeOperation("access.grant", lead, newest);
      expect(await eraseAgain(db, list)).toEqual({ listed: 1, erased: 1, waiting: [] });
      expect(await findOperation(operationId)).toMatchObject({ request: {}, erasedAt: expect.any(String) });
      expect(await findOperation(newest.target.operationId)).toMatchObject({
        erasedAt: null,
        note: expect.any(String),
      });
      expect(await eraseAgain(db, list)).toEqual({ listed: 1, erased: 0, waiting: [] });
      expect(readErased(list)).toHaveLength(1);
      await takeCheckpoint(db, audit, { last: null, now: new Date() });
      expect(await verifyRecord(db, audit)).toMatchObject({ found: { verdict: "sound" } });
      expect((await listEvents({ action: "personal.erase" })).events[0]).toMatchObject({
        actor: { id: "console" },
        reason: "RESTORED",
        target: { id: profileId },
        app,
      });
    });
  });
});

test("a file restored from yesterday's backup holds nothing of them once they are erased again", async () => {
  const [{ db, url }, { folder, list }] = [await openWorld(), newFolder()];
  const mark = `backup.${crypto.randomUUID()}@example.com`;
  const customer = await leaveTraces(mark);
  await sql`pragma wal_checkpoint(truncate)`.execute(db);
  const backup = join(folder, "backup.db");
  copyFileSync(url.replace("file:", ""), backup);
  await erase(db, customer, list);
  const restored = await openDatabase(`file:${backup}`);
  onTestFinished(() => restored.destroy());
  expect(await readAll(restored, `file:${backup}`)).toContain(mark);
  expect(await eraseAgain(restored, list)).toEqual({ listed: 1, erased: 1, waiting: [] });
  expect((await readAll(restored, `file:${backup}`)).includes(mark)).toBe(false);
});

test("a list with a line that cannot be read erases nobody", async () => {
  const [{ db }, { list }] = [await openWorld(), newFolder()];
  writeFileSync(list, '{"app":"acme-ios","profile_id":"x"}\n');
  await expect(eraseAgain(db, list)).rejects.toThrow("Line 1 of the list of erased customers cannot be read");
});

// Last: while it fills the file nothing answers, and connections that stood open are lost.
test("of a customer with two hundred entries nothing is left in the pages of the file either", async () => {
  const [{ db, url }, { list }] = [await openWorld(), newFolder()];
  const mark = `canary.${crypto.randomUUID()}`;
  const customer = await newCustomer({ customer_user_id: mark });
  const input = await fillForm("profile.update", customer, { body: { email: `${mark}@example.com` } });
  for (let n = 0; n < 200; n++) {
    const id = crypto.randomUUID();
    const asked = {
      id,
      app: customer.app,
      profileId: customer.profileId,
      name: "profile.update" as const,
      agent: lead,
    };
    const before = { timestamp: n, revenueUsd: null, accessLevels: null, attributes: [{ key: "k", value: mark }] };
    const gives = { days: null, countedFor: null };
    const operation = { ...asked, customerUserId: mark, ...why(mark), request: input.body, before, ...gives };
    await prepareOperation(operation, new Date());
    const row = await findOperation(id);
    if (row) await abandonOperation(row, { code: "never_sent", message: mark }, new Date());
  }
  expect(await erase(db, customer, list)).toMatchObject({ ok: true });
  expect((await readAll(db, url)).split(mark).length - 1).toBe(0);
});
