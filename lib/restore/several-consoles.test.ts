import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import {
  fillForm,
  findOperation,
  lead,
  newCustomer,
  passTime,
  plan,
  QUIET_MS,
  writeOperation,
} from "@/lib/operations/world.fixture";

const { lose } = await import("@/lib/operations/lost.fixture");
const { settleDue } = await import("@/lib/operations/settle-due");
const { endRestored } = await import("@/lib/operations/restored");
const { markRestored } = await import("./backup-mark");
const { noticeRestore } = await import("./notice-restore");

/** A file of checkpoints, whose newest signs an event so far beyond the head of the record; -1 for a console that has none. */
async function newCheckpoints({ db }: Pick<Awaited<ReturnType<typeof lose>>, "db">, beyond: number) {
  const folder = mkdtempSync(join(tmpdir(), "console-restore-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, "checkpoints.jsonl");
  if (beyond < 0) return file;
  const { seq } = await db
    .selectFrom("audit_event")
    .select("seq")
    .orderBy("seq", "desc")
    .limit(1)
    .executeTakeFirstOrThrow();
  const checkpoint = { seq: seq + beyond, hash: "0".repeat(64), at: new Date().toISOString() };
  writeFileSync(file, `${JSON.stringify({ checkpoint, signature: "" })}\n`);
  return file;
}

async function settleAll() {
  passTime(QUIET_MS + 1_000);
  await settleDue();
  expect(await endRestored(new Date())).toBe(true);
}

describe("of consoles with a file of checkpoints each,", () => {
  test.each([
    [
      "the restore was told of",
      async (db: Parameters<typeof markRestored>[0]) => {
        await markRestored(db, { of: new Date().toISOString() }, new Date());
        return -1;
      },
    ],
    ["the first to start had noticed by its own", async () => 50],
  ])("one that starts later takes for no second restore what %s", async (_, putBack) => {
    const { db } = await lose("reset");
    const later = await newCheckpoints({ db }, 70);
    const first = await newCheckpoints({ db }, await putBack(db));
    expect(await noticeRestore(db, first, new Date())).not.toBeNull();
    await settleAll();
    const form = await fillForm("comp.grant", await newCustomer());
    await plan({ mode: "reset", when: "before", match: { method: "POST" } });
    await writeOperation("comp.grant", lead, form);
    expect(await noticeRestore(db, later, new Date())).toBeNull();
    expect(await noticeRestore(db, first, new Date())).toBeNull();
    expect(await findOperation(form.target.operationId)).toMatchObject({ attempts: 1 });
  });

  test("a second restore is noticed by what any of them signed since the first", async () => {
    const { db } = await lose("reset");
    expect(await noticeRestore(db, await newCheckpoints({ db }, 70), new Date())).toMatchObject({ byMark: false });
    await settleAll();
    passTime(60_000);
    const later = await newCheckpoints({ db }, 9);
    expect(await noticeRestore(db, later, new Date())).toMatchObject({ byMark: false });
    expect(await noticeRestore(db, later, new Date())).toBeNull();
  });
});
