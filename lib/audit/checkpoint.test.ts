import { expect, test } from "vitest";
import { isCheckpointDue } from "./checkpoint";

const last = { seq: 1000, hash: "", at: "2026-03-14T09:30:00.000Z" };
const after = (minutes: number) => new Date(Date.parse(last.at) + minutes * 60_000);

test.each([
  ["the first event ever", 1, null, 0, true],
  ["nothing recorded yet", 0, null, 0, false],
  ["a thousand events", 2000, last, 1, true],
  ["fewer within ten minutes", 1999, last, 9.9, false],
  ["one event after ten minutes", 1001, last, 10, true],
  ["no event since, however long ago", 1000, last, 1000, false],
  ["a record shorter than what was signed", 900, last, 1000, false],
] as const)("after %s a checkpoint is due or not", (_, headSeq, before, minutes, due) => {
  expect(isCheckpointDue(headSeq, before, after(minutes))).toBe(due);
});
