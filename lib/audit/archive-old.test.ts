import { expect, test } from "vitest";
import { openTestDatabase } from "@/lib/db/database.fixture";
import { archiveOld } from "./archive-old";
import { append, readEvents, view } from "./record.fixture";
import { newFiles } from "./tamper.fixture";

test("a clock that runs ahead archives nothing that is young beside the newest event", async () => {
  const db = await openTestDatabase();
  await append(db, view, view, view);
  const ahead = new Date("2031-01-01T00:00:00.000Z");
  expect(await archiveOld(db, newFiles(), { months: 13, now: ahead })).toEqual([]);
  expect(await readEvents(db)).toHaveLength(3);
});
