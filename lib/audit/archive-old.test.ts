import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { openTestDatabase } from "@/lib/db/database.fixture";
import { archiveOld } from "./archive-old";
import { append, readEvents, view } from "./record.fixture";

test("a clock that runs ahead archives nothing that is young beside the newest event", async () => {
  const db = await openTestDatabase();
  const folder = mkdtempSync(join(tmpdir(), "archive-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const files = {
    keyFile: join(folder, "key.pem"),
    checkpointFile: join(folder, "checkpoints.jsonl"),
    archiveFolder: join(folder, "archive"),
  };
  await append(db, view, view, view);
  const ahead = new Date("2031-01-01T00:00:00.000Z");
  expect(await archiveOld(db, files, { months: 13, now: ahead })).toEqual([]);
  expect(await readEvents(db)).toHaveLength(3);
});
