import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test, vi } from "vitest";

vi.mock("@/lib/adapty/limits", async (original) => ({
  ...(await original<typeof import("@/lib/adapty/limits")>()),
  WRITE_TOTAL_MS: 1_000,
}));
const {
  fillForm,
  findOperation,
  lead,
  letGo,
  newCustomer,
  passTime,
  plan,
  QUIET_MS,
  readCustomer,
  sentFor,
  writeOperation,
} = await import("@/lib/operations/world.fixture");
const { landed, lose } = await import("@/lib/operations/lost.fixture");
const { settleDue } = await import("@/lib/operations/settle-due");
const { endRestored, findRestored } = await import("@/lib/operations/restored");
const { verifyRecord } = await import("@/lib/audit/verify");
const { takeCheckpoint } = await import("@/lib/audit/checkpoint");
const { markRestored } = await import("./backup-mark");
const { noticeRestore } = await import("./notice-restore");

const MINUTE_MS = 60_000;
/** Nothing that was on its way can land any more by then. */
const FIRST_LOOK_MS = QUIET_MS + 1_000;

/** A folder for the key and the checkpoints of a test. */
function newFiles() {
  const folder = mkdtempSync(join(tmpdir(), "console-restore-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const [keyFile, checkpointFile] = [join(folder, "key.pem"), join(folder, "checkpoints.jsonl")];
  return { keyFile, checkpointFile, archiveFolder: folder };
}

describe("a database that was put back", () => {
  /** A write whose answer was lost, and the database as it was then put back. */
  async function putBack(how: "hold" | "reset") {
    const lost = await lose(how);
    const files = newFiles();
    const of = new Date().toISOString();
    await markRestored(lost.db, { of }, new Date());
    const notice = () => noticeRestore(lost.db, files.checkpointFile, new Date());
    return { ...lost, files, of, notice };
  }

  const actionsOf = async ({ db }: { db: Awaited<ReturnType<typeof lose>>["db"] }) =>
    (await db.selectFrom("audit_event").select(["action", "outcome"]).orderBy("seq").execute()).map(
      ({ action, outcome }) => `${action} ${outcome}`,
    );

  test("sends nothing before what was open is read back, says why, and then sends again", async () => {
    const world = await putBack("hold");
    const { db, customer, id, notice, of } = world;
    expect(await notice()).toMatchObject({ of, byMark: true });
    expect(await notice()).toBeNull();
    expect(await findRestored(db)).toMatchObject({ of, left: 1 });

    const another = await newCustomer();
    const input = await fillForm("comp.grant", another);
    const message = expect.stringContaining(`restored from a backup of ${of.slice(0, 16).replace("T", " ")} UTC`);
    const refused = { error: { outcome: "not_sent", code: "restored", message } };
    expect(await writeOperation("comp.grant", lead, input)).toMatchObject(refused);
    expect((await sentFor(another)).bodies).toEqual([]);
    expect(await endRestored(new Date())).toBe(false);

    // While Adapty answers nobody, nothing was read back.
    passTime(FIRST_LOOK_MS);
    await plan({ mode: "status", status: 500, when: "before", times: 1, match: { method: "GET" } });
    expect(await settleDue()).toBe(1);
    expect(await endRestored(new Date())).toBe(false);
    await letGo();
    await landed(customer);
    passTime(MINUTE_MS);
    expect(await settleDue()).toBe(1);
    expect(await endRestored(new Date())).toBe(true);
    expect(await endRestored(new Date())).toBe(false);
    expect(await findOperation(id)).toMatchObject({ state: "applied" });
    expect(await findRestored(db)).toBeNull();
    expect(await writeOperation("comp.grant", lead, input)).toMatchObject({ ok: true });
    const actions = await actionsOf(world);
    expect(actions).toEqual(
      expect.arrayContaining(["console.restore done", "comp.grant unknown", "console.reconcile done"]),
    );
    expect(actions.indexOf("console.restore done")).toBeLessThan(actions.indexOf("console.reconcile done"));
  });

  test("takes what it holds as sent, prepared or not confirmed for what may have been sent since, and never sends it again itself", async () => {
    for (const state of ["prepared", "sent"] as const) {
      const { customer, id, change, notice } = await putBack("reset");
      await change(state === "sent" ? { state } : { state, attempts: 0, sent_at: null });
      await notice();
      expect(await findOperation(id)).toMatchObject({ state: "unknown", attempts: 2, outcome: { code: "restored" } });
      passTime(FIRST_LOOK_MS);
      expect(await settleDue()).toBe(1);
      expect(await findOperation(id)).toMatchObject({ state: "not_applied", outcome: { code: "did_not_arrive" } });
      expect(await sentFor(customer)).toEqual({ bodies: [], effects: 0 });
      expect(await endRestored(new Date())).toBe(true);
    }
  });

  test("looks also for what it holds as given up, which may have been sent again since", async () => {
    const { db, id, sendAgain, change, read, customer } = await lose("reset");
    const of = new Date().toISOString();
    passTime(FIRST_LOOK_MS);
    expect(await sendAgain()).toMatchObject({ ok: true });
    // As the backup has it: given up, and looked for no more.
    await change({ state: "not_applied", check_at: null });
    await markRestored(db, { of }, new Date());
    await noticeRestore(db, newFiles().checkpointFile, new Date());
    expect(await settleDue()).toBe(1);
    expect(await read()).toMatchObject({ state: "applied", check_at: null });
    expect(await findOperation(id)).toMatchObject({ state: "applied" });
    expect((await sentFor(customer)).effects).toBe(1);
  });

  test("leaves to a human what nobody can tell, and does not wait for them", async () => {
    const { db, id } = await lose("reset", "profile.update", { email: "zoe@example.com" });
    await markRestored(db, { of: new Date().toISOString() }, new Date());
    await noticeRestore(db, newFiles().checkpointFile, new Date());
    passTime(FIRST_LOOK_MS);
    expect(await settleDue()).toBe(1);
    expect(await endRestored(new Date())).toBe(true);
    expect(await findOperation(id)).toMatchObject({ state: "unknown" });
  });

  test("whose record ends before the newest checkpoint is noticed without any mark, once", async () => {
    const { db, files } = await putBack("reset");
    await db.deleteFrom("setting").where("key", "=", "backup").execute();
    await takeCheckpoint(db, files, { last: null, now: new Date() });
    const head = await db.selectFrom("audit_event").select("seq").orderBy("seq", "desc").executeTakeFirstOrThrow();
    expect(await noticeRestore(db, files.checkpointFile, new Date())).toBeNull();

    // What a later day had signed.
    const later = { checkpoint: { seq: head.seq + 40, hash: "0".repeat(64), at: new Date().toISOString() } };
    writeFileSync(files.checkpointFile, `${JSON.stringify({ ...later, signature: "" })}\n`, { flag: "a" });
    expect(await noticeRestore(db, files.checkpointFile, new Date())).toMatchObject({
      byMark: false,
      signed: head.seq + 40,
    });
    expect(await findRestored(db)).toMatchObject({ left: 1 });
    passTime(FIRST_LOOK_MS);
    await settleDue();
    expect(await endRestored(new Date())).toBe(true);
    expect(await noticeRestore(db, files.checkpointFile, new Date())).toBeNull();
  });

  test("signs everybody out, and keeps a record that verifies", async () => {
    const { db, files, notice } = await putBack("reset");
    const now = new Date();
    const account = { id: "zoe", name: "Zoe", email: "zoe@acme.test", role: "agent", emailVerified: 0 };
    const dates = { createdAt: now.toISOString(), updatedAt: now.toISOString() };
    await db
      .insertInto("user" as never)
      .values({ ...account, ...dates } as never)
      .execute();
    const session = { id: "s", userId: "zoe", token: "t", ...dates, expiresAt: now.toISOString() };
    await db
      .insertInto("session" as never)
      .values(session as never)
      .execute();
    await notice();
    expect(await db.selectFrom("session").select("id").execute()).toEqual([]);
    await takeCheckpoint(db, files, { last: null, now });
    expect(await verifyRecord(db, files)).toMatchObject({ found: { verdict: "sound" } });
  });

  test("holds no write of the lost day: its form, sent once more, makes no second comp of it", async () => {
    const { db, notice } = await putBack("reset");
    await notice();
    passTime(FIRST_LOOK_MS);
    await settleDue();
    expect(await endRestored(new Date())).toBe(true);
    const customer = await newCustomer({ transactions: [] });
    const input = await fillForm("comp.grant", customer);
    expect(await writeOperation("comp.grant", lead, input)).toMatchObject({ ok: true });
    await db.deleteFrom("operation").where("id", "=", input.target.operationId).execute();

    // The page as it was, and the page as it is now.
    expect(await writeOperation("comp.grant", lead, input)).toMatchObject({ error: { code: "changed_since" } });
    const { operationId } = input.target;
    const again = await fillForm("comp.grant", customer, { operationId, body: input.body });
    await writeOperation("comp.grant", lead, again);
    const { subscriptions } = await readCustomer(customer);
    expect(subscriptions).toHaveLength(1);
  });
});
