import { expect, test } from "vitest";
import { NOW, view } from "@/lib/access/profile.fixture";
import { defaultSettings } from "@/lib/settings/settings";
import type { WriteState } from "../use-write";
import { judgeAlone } from "./not-alone";

const DAY = 86_400_000;
const idle: WriteState = { kind: "idle" };
const failed = (code: string, message: string, approvable?: true): WriteState => ({
  kind: "failed",
  failure: { outcome: "not_sent", code, message, ...(approvable && { approvable }) },
  checks: 0,
});
const chosen = { end: NOW + 7 * DAY, levelId: "premium", lifetime: false, gives: true };
const by = {
  role: "agent",
  refused: {},
  settings: defaultSettings("practice", ["acme-ios"]),
  view: view({}),
  now: NOW,
  left: { daysPerGrant: null, today: { most: 3, used: 3 }, customer: null },
};
const none = { ...by, left: undefined };

test("a day's grants that are used up turn the button before anything is sent, but not for what gives nothing", () => {
  expect(judgeAlone(idle, chosen, by)).toMatchObject({
    asks: true,
    isSaid: false,
    why: expect.stringContaining("3 grants a day"),
  });
  expect(judgeAlone(idle, { ...chosen, gives: false }, by)).toMatchObject({ asks: false });
  expect(judgeAlone(idle, chosen, none)).toMatchObject({ asks: false });
});

test("what a refusal on the screen says is not said again", () => {
  const refusal = failed("needs_approval", "Staff need a second person. Nothing was sent.", true);
  expect(judgeAlone(refusal, chosen, none)).toMatchObject({ asks: true, isSaid: true });
  expect(judgeAlone(failed("changed_since", "Changed."), chosen, by)).toMatchObject({ asks: true, isSaid: false });
});

test("who is told to do it themselves can send it", () => {
  expect(judgeAlone(failed("needs_no_approval", "Send it."), chosen, by)).toMatchObject({ asks: false });
});
