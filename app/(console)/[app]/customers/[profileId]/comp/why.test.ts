import { expect, test } from "vitest";
import { defaultSettings } from "@/lib/settings/settings";
import { emptyWhy, whySchemaOf } from "./why";

const schema = whySchemaOf(defaultSettings("practice", []).reasons);
const complaints = (why: object) => schema.safeParse({ ...emptyWhy, ...why }).error?.issues.map(({ path }) => path[0]);

test("a reason is always asked for, a note only where the reason asks for one", () => {
  expect(complaints({})).toEqual(["reason"]);
  expect(complaints({ reason: "BILLING" })).toBeUndefined();
  expect(complaints({ reason: "OTHER", note: "  " })).toEqual(["note"]);
  expect(complaints({ reason: "OTHER", note: "\u200b\u2060" })).toEqual(["note"]);
  expect(complaints({ reason: "OTHER", note: "Asked by the press" })).toBeUndefined();
});
