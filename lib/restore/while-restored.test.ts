import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test, vi } from "vitest";

vi.mock("@/lib/adapty/limits", async (original) => ({
  ...(await original<typeof import("@/lib/adapty/limits")>()),
  WRITE_TOTAL_MS: 1_000,
}));
const { fillForm, findOperation, lead, newCustomer, passTime, QUIET_MS, sentFor, writeOperation } = await import(
  "@/lib/operations/world.fixture"
);
const { lose } = await import("@/lib/operations/lost.fixture");
const { settleDue } = await import("@/lib/operations/settle-due");
const { endRestored } = await import("@/lib/operations/restored");
const { markRestored } = await import("./backup-mark");
const { noticeRestore } = await import("./notice-restore");

const MINUTE_MS = 60_000;
const FIRST_LOOK_MS = QUIET_MS + 1_000;

async function putBack({ db }: Pick<Awaited<ReturnType<typeof lose>>, "db">) {
  const folder = mkdtempSync(join(tmpdir(), "console-restore-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  await markRestored(db, { of: new Date().toISOString() }, new Date());
  expect(await noticeRestore(db, join(folder, "checkpoints.jsonl"), new Date())).not.toBeNull();
}

describe("after a database was put back,", () => {
  test("an app waits for its own open writes, and for no other app's", async () => {
    const lost = await lose("reset");
    await putBack(lost);
    const [theirs, ours] = [await newCustomer(), await newCustomer({}, "acme-android")];
    const waiting = await fillForm("access.grant", theirs);
    expect(await writeOperation("access.grant", lead, waiting)).toMatchObject({ error: { code: "restored" } });
    expect(await writeOperation("access.grant", lead, await fillForm("access.grant", ours))).toMatchObject({
      ok: true,
    });
    expect((await sentFor(theirs)).bodies).toEqual([]);
    expect(await endRestored(new Date())).toBe(false);
    passTime(FIRST_LOOK_MS);
    await settleDue();
    expect(await writeOperation("access.grant", lead, waiting)).toMatchObject({ ok: true });
    expect(await endRestored(new Date())).toBe(true);
  });

  test("what a later write brought about is still not taken for the doing of what was open", async () => {
    const lost = await lose("reset", "access.grant");
    passTime(FIRST_LOOK_MS);
    await settleDue();
    expect(await writeOperation("access.grant", lead, await fillForm("access.grant", lost.customer))).toMatchObject({
      ok: true,
    });
    // As the backup has it: not looked for yet.
    await lost.change({ state: "sent" });
    passTime(MINUTE_MS);
    await putBack(lost);
    passTime(FIRST_LOOK_MS);
    await settleDue();
    expect(await findOperation(lost.id)).toMatchObject({ state: "unknown" });
    expect(await endRestored(new Date())).toBe(true);
  });
});
